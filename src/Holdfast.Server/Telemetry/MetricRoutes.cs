using Holdfast.Server.Hosting;

namespace Holdfast.Server.Telemetry;

/// <summary>GET /metrics: where scrapers look for it, and not below /api/v1/.</summary>
internal sealed class MetricRoutes(ServerTelemetry telemetry)
{
    private const string Format = "text/plain; version=0.0.4; charset=utf-8";

    internal void Map(ApiRouter routes) => routes.GetText("/metrics", Format, telemetry.Text);
}
