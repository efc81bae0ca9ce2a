using System.Text.Json.Serialization.Metadata;
using Holdfast.Hosting;
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

    private void Map<TAnswer>(string method, string route, JsonTypeInfo<TAnswer> type, Func<VaultCall, TAnswer> handler) =>
        MapRaw(method, route, call => JsonExchange.Write(call.Context, handler(call), type));

    private void MapBody<TBody, TAnswer>(string method, string route, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, Func<TBody, VaultCall, TAnswer> handler) =>
        MapRaw(method, route, async call => await JsonExchange.Write(call.Context, handler(await JsonExchange.Body(call.Context, bodyType), call), type));
}
