using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>GET browse, search, versions, recovery-points/days.</summary>
internal sealed class BrowsingRoutes(BrowseHandler browse, SearchHandler search, VersionsHandler versions, DaysHandler days)
{
    private static readonly ApiParameter source = ApiParameter.Required("source", "datasource: id, name, or path"), online = ApiParameter.Flag("online", "from the vault"),
        external = ApiParameter.Text("externalServer", "another server of the vault");

    internal void Map(ApiRouter routes)
    {
        routes.Get("browse", ApiJson.Default.BrowseResult, browse.Browse).Takes(
            source, ApiParameter.Text("at", "recovery point: id, latest, or a time; latest"), ApiParameter.Text("path", "folder, relative to the datasource"), online, external,
            ApiParameter.Number("offset", 0, int.MaxValue, "items before the page; 0"), ApiParameter.Number("limit", 1, BrowseHandler.MostItems, "most items; all"),
            ApiParameter.Text("order", "name, size, modified: folders come first; as the point has them"), ApiParameter.Flag("descending", "the other way round"),
            ApiParameter.Text("text", "what names contain"), ApiParameter.Text("since", "recovery point to compare with: id or a time"));
        routes.Get("search", ApiJson.Default.SearchResult, search.Search).Takes(
            ApiParameter.Required("text", "what is looked for in names"), ApiParameter.Text("match", "contains, startsWith, endsWith, exact; contains"), ApiParameter.Text("source", "only in this datasource"),
            ApiParameter.Text("server", "only of this production server"), ApiParameter.Time("from", "only points not older"), ApiParameter.Time("to", "only points not newer"),
            ApiParameter.Flag("online", "in the vault"), ApiParameter.Flag("once", "each item once, in the newest point that has it"), ApiParameter.Number("limit", 1, 10_000, "most hits; 1000"));
        routes.Get("versions", RecoveryJson.Default.ItemVersions, versions.Versions).Takes(
            source, ApiParameter.Required("path", "item, relative to the datasource"), online, external,
            ApiParameter.Number("limit", 1, VersionsHandler.MostPoints, "most points to look at, from the newest; 1000, and at most 100 inside a disk"));
        routes.Get("recovery-points/days", RecoveryJson.Default.PointDays, days.Days).Takes(
            source, new ApiParameter("from", "string", "first day, in the zone", Format: "date"), new ApiParameter("to", "string", "last day, in the zone", Format: "date"),
            ApiParameter.Text("zone", "IANA name of the zone whose days these are; UTC"));
    }
}
