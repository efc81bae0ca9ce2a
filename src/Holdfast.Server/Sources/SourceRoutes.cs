using Holdfast.Contracts.Api;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Sources;

/// <summary>GET sources, GET sources/find.</summary>
internal sealed class SourceRoutes(SourceRegistry sources)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("sources", ApiJson.Default.SourceList, call => sources.List(call.Scope));
        routes.Get("sources/find", ApiJson.Default.SourceInfo, call => sources.Show(sources.Resolve(call.Required("source"), call.Scope)));
    }
}
