using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Reports;

/// <summary>How backups ended, by datasource and by day.</summary>
internal sealed class StatusReport(ServerCatalog catalog) : IReport
{
    private static readonly ReportColumn[] columns =
    [
        new("server", "Server"), new("source", "Datasource"), new("group", "Protection group"), new("replicaState", "Replica"), new("jobs", "Jobs", ReportUnits.Count),
        new("succeeded", "Succeeded", ReportUnits.Count), new("withWarnings", "With warnings", ReportUnits.Count), new("failed", "Failed", ReportUnits.Count),
        new("cancelled", "Cancelled", ReportUnits.Count), new("itemsFailed", "Items failed", ReportUnits.Count), new("bytesRead", "Read", ReportUnits.Bytes),
        new("bytesStored", "Stored", ReportUnits.Bytes), new("bytesSent", "Sent to vault", ReportUnits.Bytes), new("lastJob", "Last job", ReportUnits.Time),
    ];

    public ReportKindInfo Kind { get; } = new(ReportKinds.Status, "Status", "How the backups of each datasource ended, with what they read, stored, and sent.", TakesFilters: true);

    public Report Make(ReportFrame frame)
    {
        var tallies = catalog.Reports.Backups(frame.Filter, frame.From, frame.To).ToLookup(tally => tally.SourceId);
        var groups = catalog.Groups.All().ToDictionary(group => group.Id, group => group.Name);
        var rows = catalog.Sources.All().Where(source => frame.Filter.Wants(source) && (source.GroupId is not null || tallies.Contains(source.Id)))
            .Select(source => Row(source, groups, [.. tallies[source.Id]])).ToList();
        var all = tallies.SelectMany(tally => tally).ToList();
        var slots = catalog.Reports.BackupSlots(frame.Filter, frame.From, frame.To);
        return frame.Report(Kind.Id, "Status of backups", columns, rows, Totals(rows.Count, all),
        [
            Daily(frame, slots, "succeeded", "Succeeded", JobStates.Succeeded), Daily(frame, slots, "withWarnings", "With warnings", JobStates.SucceededWithWarnings),
            Daily(frame, slots, "failed", "Failed", JobStates.Failed),
        ], Notes(frame));
    }

    private static IReadOnlyList<ReportValue> Row(SourceRow source, Dictionary<string, string> groups, IReadOnlyList<JobTally> tallies) =>
    [
        ReportValue.Of(source.Server), ReportValue.Of(source.Path), ReportValue.Of(source.GroupId is { } id ? groups.GetValueOrDefault(id) : null), ReportValue.Of(source.ReplicaState),
        Sum(tallies, tally => tally.Jobs), Jobs(tallies, JobStates.Succeeded), Jobs(tallies, JobStates.SucceededWithWarnings), Jobs(tallies, JobStates.Failed),
        Jobs(tallies, JobStates.Cancelled), Sum(tallies, tally => tally.ItemsFailed), Sum(tallies, tally => tally.BytesRead), Sum(tallies, tally => tally.BytesStored),
        Sum(tallies, tally => tally.BytesSent), ReportValue.Of(CatalogTime.To(tallies.Max(tally => (long?)tally.Last))),
    ];

    private static IReadOnlyList<ReportTotal> Totals(int sources, IReadOnlyList<JobTally> all)
    {
        var ended = all.Where(tally => tally.State is JobStates.Succeeded or JobStates.SucceededWithWarnings or JobStates.Failed).Sum(tally => tally.Jobs);
        var good = ended - all.Where(tally => tally.State == JobStates.Failed).Sum(tally => tally.Jobs);
        return
        [
            new("sources", "Datasources", ReportUnits.Count, ReportValue.Of(sources)), new("jobs", "Jobs", ReportUnits.Count, Sum(all, tally => tally.Jobs)),
            new("succeeded", "Succeeded", ReportUnits.Count, Jobs(all, JobStates.Succeeded)),
            new("withWarnings", "With warnings", ReportUnits.Count, Jobs(all, JobStates.SucceededWithWarnings)), new("failed", "Failed", ReportUnits.Count, Jobs(all, JobStates.Failed)),
            new("successRate", "Success rate", ReportUnits.Percent, ReportValue.Of(ended == 0 ? null : decimal.Round(good * 100m / ended, 2))),
            new("bytesStored", "Stored", ReportUnits.Bytes, Sum(all, tally => tally.BytesStored)), new("bytesSent", "Sent to vault", ReportUnits.Bytes, Sum(all, tally => tally.BytesSent)),
        ];
    }

    private IReadOnlyList<string> Notes(ReportFrame frame) =>
        catalog.Reports.OldestJob() is { } oldest && oldest > frame.From ? [$"The job history begins at {UtcTimeConverter.Format(oldest)}; historyDays says how long it is kept."] : [];

    private static ReportSeries Daily(ReportFrame frame, IReadOnlyList<(DateTimeOffset At, string State, long Number)> slots, string id, string title, string state) =>
        frame.Daily(id, title, slots.Where(slot => slot.State == state).Select(slot => (slot.At, slot.Number)));

    private static ReportValue Jobs(IEnumerable<JobTally> tallies, string state) => ReportValue.Of(tallies.Where(tally => tally.State == state).Sum(tally => tally.Jobs));

    private static ReportValue Sum(IEnumerable<JobTally> tallies, Func<JobTally, long> value) => ReportValue.Of(tallies.Sum(value));
}
