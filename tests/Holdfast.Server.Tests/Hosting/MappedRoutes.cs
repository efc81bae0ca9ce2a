using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Hosting;

/// <summary>The endpoints that the server maps.</summary>
internal static class MappedRoutes
{
    public static IReadOnlyList<RouteEndpoint> All()
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
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>()];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An address that the route matches.</summary>
    public static string Address(RouteRule rule) =>
        string.Join('/', ApiRouter.Address(rule.Route).Split('/').Select(part => part.StartsWith('{') ? "x" : part));
}
