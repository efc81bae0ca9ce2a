using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Hosting;

/// <summary>The routes that the server maps, read from their endpoints' metadata.</summary>
internal static class MappedRoutes
{
    public static IReadOnlyList<string> All()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-routes-").FullName;
        try
        {
            using var catalog = ServerCatalog.Open(Path.Combine(folder, "catalog.db"));
            using var engine = new FakeEngine(new FakePool(), TimeProvider.System);
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore();
            builder.Services.AddRoutingCore();
            var app = builder.Build();
            var parts = new ServerParts(catalog, engine, folder, Settings.Empty, TimeProvider.System, NullLogger.Instance);
            parts.Map(new ApiRouter(app), default, () => { });
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(Names)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        var route = string.Join('/', endpoint.RoutePattern.RawText!.Split('/').Skip(3).Select(part => part.StartsWith('{') ? "x" : part));
        return endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route}");
    }
}
