using System.Text;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Holdfast.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Server.Hosting;

/// <summary>
/// Maps routes below /api/v1 to handlers. Handlers are plain functions and JSON is generated code: nothing is looked up by reflection when the server starts.
/// Handlers that work synchronously run on the request's own pool thread.
/// </summary>
/// <param name="rules">Finds the rule of a method and route, or throws; null: <see cref="RouteTable"/>.</param>
internal sealed class ApiRouter(IEndpointRouteBuilder endpoints, Func<string, string, RouteRule>? rules = null)
{
    internal const string Root = "/api/v1/";

    private readonly Func<string, string, RouteRule> ruleOf = rules ?? RouteTable.Of;
    private readonly List<RouteShape> shapes = [];

    /// <summary>All routes that are mapped so far.</summary>
    internal IReadOnlyList<RouteShape> Shapes => shapes;

    /// <summary>Text at an address that is not below <see cref="Root"/>: it begins with a slash, also in the table of routes.</summary>
    internal RouteShape GetText(string route, string contentType, Func<string> text) => Map(new RouteShape(ruleOf("GET", route), null, null), async context =>
    {
        var bytes = Encoding.UTF8.GetBytes(text());
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    });

    /// <summary>Bytes that the handler sends itself.</summary>
    internal RouteShape GetBytes(string route, string contentType, Func<ApiCall, HttpContext, Task> handler) =>
        Map(new RouteShape(RouteTable.Of("GET", route), null, null) { ContentType = contentType }, context => handler(new ApiCall(context), context));

    /// <summary>A file to save. It is made whole before anything is sent, so that a failure is an error answer.</summary>
    internal RouteShape GetFile(string route, string contentType, Func<ApiCall, ApiFile> file)
    {
        var shape = new RouteShape(RouteTable.Of("GET", route), null, null) { ContentType = contentType };
        return Map(shape, async context =>
        {
            var made = file(new ApiCall(context));
            context.Features.Get<RequestRecord>()?.Succeeded();
            await made.Send(context, contentType);
        });
    }

    internal RouteShape Get<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<ApiCall, TAnswer> handler) => Map("GET", route, type, Sync(handler));

    internal RouteShape GetAsync<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<ApiCall, Task<TAnswer>> handler) => Map("GET", route, type, handler);

    internal RouteShape Post<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<ApiCall, TAnswer> handler) => Map("POST", route, type, Sync(handler));

    internal RouteShape Delete<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<ApiCall, TAnswer> handler) => Map("DELETE", route, type, Sync(handler));

    internal RouteShape DeleteAsync<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<ApiCall, Task<TAnswer>> handler) => Map("DELETE", route, type, handler);

    internal RouteShape Post<TBody, TAnswer>(string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, ApiCall, TAnswer> handler) =>
        MapBody("POST", route, bodyType, type, Sync(handler));

    internal RouteShape PostAsync<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<ApiCall, Task<TAnswer>> handler) => Map("POST", route, type, handler);

    internal RouteShape PostAsync<TBody, TAnswer>(string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, ApiCall, Task<TAnswer>> handler) =>
        MapBody("POST", route, bodyType, type, handler);

    internal RouteShape Put<TBody, TAnswer>(string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, ApiCall, TAnswer> handler) =>
        MapBody("PUT", route, bodyType, type, Sync(handler));

    private RouteShape MapBody<TBody, TAnswer>(
        string method, string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, ApiCall, Task<TAnswer>> handler) =>
        Map(new RouteShape(ruleOf(method, route), bodyType, type), async context =>
        {
            var body = await JsonExchange.Body(context, bodyType);
            await Answer(context, await handler(body, new ApiCall(context)), type);
        });

    private RouteShape Map<TAnswer>(string method, string route, JsonTypeInfo<TAnswer> type, Func<ApiCall, Task<TAnswer>> handler) =>
        Map(new RouteShape(ruleOf(method, route), null, type), async context => await Answer(context, await handler(new ApiCall(context)), type));

    private RouteShape Map(RouteShape shape, RequestDelegate handler)
    {
        endpoints.MapMethods(Address(shape.Rule.Route), [shape.Rule.Method], handler).WithMetadata(shape.Rule, shape);
        shapes.Add(shape);
        return shape;
    }

    /// <summary>Where a route of the table lies; those that begin with a slash lie beside the others.</summary>
    internal static string Address(string route) => route.StartsWith('/') ? route : Root + route;

    private static Func<TBody, ApiCall, Task<TAnswer>> Sync<TBody, TAnswer>(Func<TBody, ApiCall, TAnswer> handler) => (body, call) => Task.FromResult(handler(body, call));

    private static Func<ApiCall, Task<TAnswer>> Sync<TAnswer>(Func<ApiCall, TAnswer> handler) => call => Task.FromResult(handler(call));

    // What was done is on record before the caller hears of it.
    private static Task Answer<TAnswer>(HttpContext context, TAnswer answer, JsonTypeInfo<TAnswer> type)
    {
        context.Features.Get<RequestRecord>()?.Succeeded();
        return JsonExchange.Write(context, answer, type);
    }
}
