using Holdfast.Contracts.Api.Reports;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Reports;

/// <summary>The restore drills of a period, newest first.</summary>
internal sealed class DrillReport(ServerCatalog catalog) : IReport
{
    private static readonly ReportColumn[] columns =
    [
        new("ended", "Ended", ReportUnits.Time), new("server", "Server"), new("source", "Datasource"), new("recoveryPoint", "Recovery point"), new("pointCreated", "Made", ReportUnits.Time),
        new("depth", "Proved"), new("sound", "Sound"), new("recoveryTime", "Recovery took", ReportUnits.Milliseconds), new("findings", "Findings"), new("job", "Job"),
    ];

    public ReportKindInfo Kind { get; } = new(ReportKinds.Drills, "Restore drills", "Every restore drill: which point was recovered for proof, what was found, and how long the recovery took.", TakesFilters: true);

    public Report Make(ReportFrame frame)
    {
        var sources = catalog.Sources.All().ToDictionary(source => source.Id);
        var drills = catalog.Drills.Between(CatalogTime.From(frame.From), CatalogTime.From(frame.To)).Where(drill => IsWanted(drill, sources, frame.Filter)).ToList();
        var times = drills.Where(drill => drill.RecoveryMs is not null).Select(drill => drill.RecoveryMs!.Value).Order().ToList();
        ReportTotal[] totals =
        [
            new("drills", "Drills", ReportUnits.Count, ReportValue.Of(drills.Count)), new("sound", "Sound", ReportUnits.Count, ReportValue.Of(drills.Count(drill => drill.Sound))),
            new("unsound", "Not sound", ReportUnits.Count, ReportValue.Of(drills.Count(drill => !drill.Sound))),
            new("longestRecovery", "Longest recovery", ReportUnits.Milliseconds, ReportValue.Of(times.Count == 0 ? 0 : times[^1])),
        ];
        var daily = frame.Daily("drills", "Restore drills", drills.Select(drill => (CatalogTime.To(drill.Ended), 1L)));
        return frame.Report(Kind.Id, Kind.Title, columns, [.. drills.Select(Row)], totals, [daily], ["The recovery time is measured on this server's computer, until the data could be used."]);
    }

    // Of a datasource that is gone only those are told who see everything.
    private static bool IsWanted(DrillRow drill, Dictionary<string, SourceRow> sources, ReportFilter filter) =>
        sources.TryGetValue(drill.SourceId, out var source) ? filter.Wants(source) : filter is { Scope.IsEverything: true, GroupId: null, Server: null };

    private static IReadOnlyList<ReportValue> Row(DrillRow drill) =>
    [
        ReportValue.Of(CatalogTime.To(drill.Ended)), ReportValue.Of(drill.Server), ReportValue.Of(drill.SourcePath), ReportValue.Of(drill.PointId), ReportValue.Of(CatalogTime.To(drill.PointCreated)),
        ReportValue.Of(drill.Depth), ReportValue.Of(drill.Sound ? "yes" : "no"), drill.RecoveryMs is { } taken ? ReportValue.Of(taken) : ReportValue.Of((string?)null),
        ReportValue.Of(string.Join(" ", CatalogJson.ReadList(drill.Findings))), ReportValue.Of(drill.Id),
    ];
}
