using Holdfast.Contracts.Api.Reports;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Reports;

/// <summary>What is protected, by which goals, and with which recovery points.</summary>
internal sealed class ProtectionReport(ServerCatalog catalog) : IReport
{
    private const int PageSize = 10_000;

    private static readonly ReportColumn[] columns =
    [
        new("server", "Server"), new("source", "Datasource"), new("group", "Protection group"), new("replicaState", "Replica"), new("protectedSince", "Protected since", ReportUnits.Time),
        new("bytes", "Size", ReportUnits.Bytes), new("pointsInPeriod", "Made in the period", ReportUnits.Count), new("pointsOnDisk", "Points on disk", ReportUnits.Count),
        new("lastOnDisk", "Last on disk", ReportUnits.Time), new("pointsInVault", "Points in vault", ReportUnits.Count), new("lastInVault", "Last in vault", ReportUnits.Time),
        new("diskRetention", "Kept on disk", ReportUnits.Days), new("goesToVault", "Goes to vault"),
    ];

    public ReportKindInfo Kind { get; } = new(ReportKinds.Protection, "Protection", "Every protected datasource with its recovery points on disk and in the vault.", TakesFilters: true);

    public Report Make(ReportFrame frame)
    {
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        var members = catalog.Sources.All().Where(source => source.GroupId is not null && frame.Filter.Wants(source)).ToList();
        var points = catalog.Reports.Points(frame.Filter, frame.From, frame.To);
        var summaries = members.Chunk(PageSize).SelectMany(page => catalog.Points.SummariesOf([.. page.Select(source => source.Id)])).ToDictionary();
        var rows = members.Select(source => Row(source, groups.GetValueOrDefault(source.GroupId!), points.GetValueOrDefault(source.Id) ?? new PointTally(),
            summaries.GetValueOrDefault(source.Id, PointSummary.None))).ToList();
        ReportTotal[] totals =
        [
            new("sources", "Datasources", ReportUnits.Count, ReportValue.Of(members.Count)),
            new("servers", "Servers", ReportUnits.Count, ReportValue.Of(members.Select(source => source.Server).Distinct(StringComparer.OrdinalIgnoreCase).Count())),
            new("groups", "Protection groups", ReportUnits.Count, ReportValue.Of(members.Select(source => source.GroupId).Distinct().Count())),
            new("bytes", "Size", ReportUnits.Bytes, Sum(members, source => points.GetValueOrDefault(source.Id)?.Bytes ?? 0)),
            new("pointsOnDisk", "Points on disk", ReportUnits.Count, Sum(members, source => summaries.GetValueOrDefault(source.Id, PointSummary.None).OnDisk)),
            new("pointsInVault", "Points in vault", ReportUnits.Count, Sum(members, source => summaries.GetValueOrDefault(source.Id, PointSummary.None).Online)),
            new("withoutPoint", "Without any point", ReportUnits.Count, ReportValue.Of(members.Count(source => summaries.GetValueOrDefault(source.Id, PointSummary.None) is { OnDisk: 0, Online: 0 }))),
        ];
        var daily = frame.Daily("points", "Recovery points made", catalog.Reports.PointSlots(frame.Filter, frame.From, frame.To).Select(slot => (slot.At, slot.Number)));
        return frame.Report(
            Kind.Id, "Protection", columns, rows, totals, [daily], ["Points that were made in the period and have expired or were deleted since are not counted; all else is as it stands now."]);
    }

    private static IReadOnlyList<ReportValue> Row(SourceRow source, GroupRow? group, PointTally points, PointSummary summary) =>
    [
        ReportValue.Of(source.Server), ReportValue.Of(source.Path), ReportValue.Of(group?.Name), ReportValue.Of(source.ReplicaState),
        ReportValue.Of(source.ProtectedSince == 0 ? null : CatalogTime.To(source.ProtectedSince)), ReportValue.Of(points.Bytes), ReportValue.Of(points.Points), ReportValue.Of(summary.OnDisk),
        ReportValue.Of(CatalogTime.To(summary.LastOnDiskCreated)), ReportValue.Of(summary.Online), ReportValue.Of(CatalogTime.To(summary.LastOnlineCreated)),
        ReportValue.Of(group?.RetentionDays), ReportValue.Of(source.Online || group is { Online: true } ? "yes" : "no"),
    ];

    private static ReportValue Sum(IEnumerable<SourceRow> members, Func<SourceRow, long> value) => ReportValue.Of(members.Sum(value));
}
