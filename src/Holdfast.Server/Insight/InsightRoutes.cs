using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Insight;

/// <summary>GET overview and what lies below it, GET sources/page, POST groups/estimate, groups/preview.</summary>
internal sealed class InsightRoutes(OverviewReader overview, MapReader map, BandReader band, StorageReader storage, SourceLister sources)
{
    private const int MostMapDays = 31, MostMapRows = 10_000, MostHours = 72, MostPage = 1000, MostOffset = 10_000_000, LongestText = 256;

    internal void Map(ApiRouter routes)
    {
        routes.Get("overview", InsightJson.Default.Overview, call => overview.Read(call.Scope));
        routes.Get("overview/map", InsightJson.Default.ProtectionMap, call => map.Read(
            call.Scope, call.Number("days", 14, 1, MostMapDays), Zone(call), call.Number("offset", 0, 0, MostOffset), call.Number("limit", 500, 1, MostMapRows))).Takes(
            ApiParameter.Number("days", 1, MostMapDays, "today included; 14"), zone, offset, ApiParameter.Number("limit", 1, MostMapRows, "most rows; 500"));
        routes.Get("overview/band", InsightJson.Default.DayBand, call => band.Read(call.Scope, call.Number("hours", 24, 1, MostHours), Zone(call))).Takes(
            ApiParameter.Number("hours", 1, MostHours, "before now, and as many after; 24"), zone);
        routes.Get("overview/storage", InsightJson.Default.StorageTrend, call => storage.Trend(call.Number("days", 90, 1, StorageReader.DaysKept))).Takes(
            ApiParameter.Number("days", 1, StorageReader.DaysKept, "today included; 90"));
        routes.Get("overview/space", InsightJson.Default.StorageBySource, call => storage.Space(call.Scope));
        routes.Get("sources/page", InsightJson.Default.SourcePage, call => sources.Page(call.Scope, Query(call))).Takes(
            ApiParameter.Text("text", "part of name, path, server, or group"), ApiParameter.Text("server", "on this production server"), ApiParameter.Text("group", "name or id"),
            ApiParameter.Text("state", string.Join(", ", SourceStates.All)), ApiParameter.Text("order", string.Join(", ", SourceLister.Orders) + "; server"),
            ApiParameter.Flag("descending", "the other way round"), offset, ApiParameter.Number("limit", 0, MostPage, "most datasources; 100"));
    }

    internal static void Map(ApiRouter routes, GroupLister groups, PolicyForesight foresight, PolicyEstimator estimator)
    {
        routes.Get("overview/groups", InsightJson.Default.GroupSummaries, call => groups.Page(
            call.Scope, Text(call), call.Number("offset", 0, 0, MostOffset), call.Number("limit", 100, 0, MostPage))).Takes(
            ApiParameter.Text("text", "part of the name, or the id"), offset, ApiParameter.Number("limit", 0, MostPage, "most groups; 100"));
        routes.Post("groups/preview", InsightRequestJson.Default.PolicyPreviewRequest, InsightJson.Default.PolicyPreview, (request, _) => foresight.Preview(request));
        routes.PostAsync("groups/estimate", InsightRequestJson.Default.EstimateRequest, InsightJson.Default.PolicyEstimate, (request, call) => estimator.Estimate(request, call.Aborted));
    }

    private static readonly ApiParameter zone = ApiParameter.Text("zone", "IANA name of the zone that days begin and end in; UTC"),
        offset = ApiParameter.Number("offset", 0, MostOffset, "so many are passed over; 0");

    private static string Zone(ApiCall call) => call.Text("zone") is { } name ? PolicyForesight.Zone(name) : "UTC";

    private static SourceQuery Query(ApiCall call) => new(
        Text(call), call.Text("server"), call.Text("group"), OneOf(call, "state", SourceStates.All), OneOf(call, "order", SourceLister.Orders), call.Flag("descending"),
        call.Number("offset", 0, 0, MostOffset), call.Number("limit", 100, 0, MostPage));

    private static string? Text(ApiCall call) => call.Text("text") is { Length: > LongestText }
        ? throw new HoldfastException(ErrorCode.BadRequest, $"The parameter text is longer than {LongestText} characters.") : call.Text("text");

    private static string? OneOf(ApiCall call, string name, IReadOnlyList<string> words) =>
        call.Text(name) is not { } word || words.Contains(word, StringComparer.Ordinal) ? call.Text(name)
            : throw new HoldfastException(ErrorCode.BadRequest, $"The parameter {name} is one of {string.Join(", ", words)}.");
}
