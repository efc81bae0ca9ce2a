using System.Text.Json.Nodes;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.OpenApi;

/// <summary>GET /openapi/v1.json.</summary>
internal static class OpenApiRoutes
{
    internal static void Map(ApiRouter routes)
    {
        // Made when it is first asked for: most servers are never asked, and it costs more than their start.
        var document = new Lazy<JsonObject>(() => OpenApiDocument.Of(routes.Shapes));
        routes.Get("/openapi/v1.json", OpenApiJson.Default.JsonObject, _ => document.Value);
    }
}
