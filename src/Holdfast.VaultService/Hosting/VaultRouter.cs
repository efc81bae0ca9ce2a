using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.VaultService.Hosting;

/// <summary>
/// Maps routes of the table to handlers. JSON is generated code. Handlers work synchronously on the request's own pool thread, but for those that stream: <see cref="MapRaw"/>.
/// </summary>
internal sealed class VaultRouter(IEndpointRouteBuilder endpoints)
{
    internal const string Root = "/vault/v1/";

    private readonly List<VaultRouteRule> mapped = [];

    /// <summary>All routes that are mapped so far.</summary>
    internal IReadOnlyList<VaultRouteRule> Mapped => mapped;

    internal void Get<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<VaultCall, TAnswer> handler) => Map("GET", route, type, handler);

    internal void Delete<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<VaultCall, TAnswer> handler) => Map("DELETE", route, type, handler);

    internal void Post<TAnswer>(string route, JsonTypeInfo<TAnswer> type, Func<VaultCall, TAnswer> handler) => Map("POST", route, type, handler);

    internal void Post<TBody, TAnswer>(string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, VaultCall, TAnswer> handler) =>
        MapBody("POST", route, bodyType, type, handler);

    internal void Put<TBody, TAnswer>(string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, VaultCall, TAnswer> handler) =>
        MapBody("PUT", route, bodyType, type, handler);

    /// <summary>A route whose handler reads the request and writes the answer itself.</summary>
    internal void MapRaw(string method, string route, Func<VaultCall, Task> handler)
    {
        var rule = VaultRouteTable.Of(method, route);
        RequestDelegate answer = context => handler(new VaultCall(context));
        endpoints.MapMethods(Root + route, [method], answer).WithMetadata(rule);
        mapped.Add(rule);
    }

    /// <summary>In one piece, so that a failure to write JSON is still an error answer and not half a document.</summary>
    internal static async Task Write<TAnswer>(HttpContext context, TAnswer answer, JsonTypeInfo<TAnswer> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>: the body is not JSON, or not what the route takes.</exception>
    internal static async Task<TBody> Body<TBody>(HttpContext context, JsonTypeInfo<TBody> type)
    {
        // A form or plain text is what a foreign web page can send without being asked; JSON is not.
        if (!context.Request.HasJsonContentType()) throw VaultCall.Bad("The request's body must be JSON (Content-Type: application/json).");
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw VaultCall.Bad("The request's body is null.");
        }
        catch (JsonException failure)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The request's body is not what this address takes, at {failure.Path ?? "its beginning"}.", inner: failure);
        }
    }

    private void Map<TAnswer>(string method, string route, JsonTypeInfo<TAnswer> type, Func<VaultCall, TAnswer> handler) =>
        MapRaw(method, route, call => Write(call.Context, handler(call), type));

    private void MapBody<TBody, TAnswer>(string method, string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, VaultCall, TAnswer> handler) =>
        MapRaw(method, route, async call => await Write(call.Context, handler(await Body(call.Context, bodyType), call), type));
}
