namespace Holdfast.Contracts.Api.Insight;

/// <summary>How things stand: overview, map, trends, lists, and what a policy will take.</summary>
public sealed class InsightClient
{
    private readonly ApiTransport api;

    internal InsightClient(ApiTransport api) => this.api = api;

    public Task<Overview> Overview(CancellationToken cancellation = default) => api.Get("overview", InsightJson.Default.Overview, cancellation);

    /// <param name="days">1…31, today included.</param>
    /// <param name="zone">IANA name of the zone that days begin and end in; null: UTC.</param>
    /// <param name="limit">1…10,000 rows.</param>
    public Task<ProtectionMap> Map(int days = 14, string? zone = null, int offset = 0, int limit = 500, CancellationToken cancellation = default) => api.Get(
        new Query("overview/map").Add("days", days).Add("zone", zone).Add("offset", offset).Add("limit", limit).ToString(), InsightJson.Default.ProtectionMap, cancellation);

    /// <param name="hours">1…72 before now and as many after.</param>
    public Task<DayBand> Band(int hours = 24, string? zone = null, CancellationToken cancellation = default) =>
        api.Get(new Query("overview/band").Add("hours", hours).Add("zone", zone).ToString(), InsightJson.Default.DayBand, cancellation);

    /// <param name="days">1…762, today included.</param>
    public Task<StorageTrend> Storage(int days = 90, CancellationToken cancellation = default) =>
        api.Get(new Query("overview/storage").Add("days", days).ToString(), InsightJson.Default.StorageTrend, cancellation);

    public Task<StorageBySource> Space(CancellationToken cancellation = default) => api.Get("overview/space", InsightJson.Default.StorageBySource, cancellation);

    /// <summary>Protection groups without their members, by name.</summary>
    /// <param name="text">Part of the name, or the id; null: every group.</param>
    /// <param name="limit">0…1,000; 0 counts only.</param>
    public Task<GroupSummaries> Groups(string? text = null, int offset = 0, int limit = 100, CancellationToken cancellation = default) => api.Get(
        new Query("overview/groups").Add("text", text).Add("offset", offset).Add("limit", limit).ToString(), InsightJson.Default.GroupSummaries, cancellation);

    /// <summary>All of them, page by page.</summary>
    public async Task<IReadOnlyList<GroupSummary>> AllGroups(CancellationToken cancellation = default)
    {
        var all = new List<GroupSummary>();
        while (true)
        {
            var page = await Groups(offset: all.Count, limit: 1000, cancellation: cancellation);
            all.AddRange(page.Groups);
            if (page.Groups.Count == 0 || all.Count >= page.Total) return all;
        }
    }

    public Task<SourcePage> Sources(SourceQuery query, CancellationToken cancellation = default) => api.Get(
        new Query("sources/page").Add("text", query.Text).Add("server", query.Server).Add("group", query.Group).Add("state", query.State).Add("order", query.Order)
            .Add("descending", query.Descending).Add("offset", query.Offset).Add("limit", query.Limit).ToString(),
        InsightJson.Default.SourcePage, cancellation);

    /// <summary>Answers as soon as something has changed since <paramref name="since"/>, or after <paramref name="wait"/> (at most 30 s) with what it was.</summary>
    /// <param name="since">The stamp of the last answer; null answers at once.</param>
    public Task<Changes> Changes(string? since = null, TimeSpan wait = default, CancellationToken cancellation = default) => api.Get(
        new Query("changes").Add("since", since).Add("wait", (long)Math.Clamp(wait.TotalMilliseconds, 0, LongestWaitMs)).ToString(), InsightJson.Default.Changes, cancellation);

    /// <summary>What protecting something with a policy will take.</summary>
    public Task<PolicyEstimate> Estimate(EstimateRequest request, CancellationToken cancellation = default) =>
        api.Post("groups/estimate", request, InsightRequestJson.Default.EstimateRequest, InsightJson.Default.PolicyEstimate, cancellation);

    /// <summary>Which points a policy will have kept after some time.</summary>
    public Task<PolicyPreview> Preview(PolicyPreviewRequest request, CancellationToken cancellation = default) =>
        api.Post("groups/preview", request, InsightRequestJson.Default.PolicyPreviewRequest, InsightJson.Default.PolicyPreview, cancellation);

    private const double LongestWaitMs = 30_000;
}
