using Holdfast.Contracts.Api;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Sources;

/// <summary>GET sources, GET sources/find.</summary>
internal sealed class SourceRoutes(SourceRegistry sources)
{
    private const int UsualPage = 1000, LargestPage = 10_000;

    internal void Map(ApiRouter routes)
    {
        routes.Get("sources", ApiJson.Default.SourceList, call => sources.List(call.Text("after"), call.Number("limit", UsualPage, 1, LargestPage)));
        routes.Get("sources/find", ApiJson.Default.SourceInfo, call => sources.Show(sources.Resolve(call.Required("source"))));
    }
}
