using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Protection.Sla;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Reports;

/// <summary>Whether members got their recovery points as often as their groups promise.</summary>
internal sealed class SlaReport(ServerCatalog catalog) : IReport
{
    private static readonly ReportColumn[] columns =
    [
        new("server", "Server"), new("source", "Datasource"), new("group", "Protection group"), new("promised", "Promised every", ReportUnits.Hours), new("points", "Recovery points", ReportUnits.Count),
        new("misses", "Misses", ReportUnits.Count), new("late", "Late for", ReportUnits.Hours), new("longestGap", "Longest gap", ReportUnits.Hours), new("kept", "Kept", ReportUnits.Percent),
        new("lastPoint", "Last point", ReportUnits.Time),
    ];

    public ReportKindInfo Kind { get; } = new(ReportKinds.Sla, "SLA", "How often and how long a recovery point was older than its group promises.", TakesFilters: true);

    public Report Make(ReportFrame frame)
    {
        var groups = catalog.Groups.All().Where(group => group.Policy.SlaHours is not null).ToDictionary(group => group.Id);
        var members = catalog.Sources.All().Where(source => source.GroupId is { } id && groups.ContainsKey(id) && frame.Filter.Wants(source)).ToList();
        var to = frame.To < frame.Now ? frame.To : frame.Now;
        var rows = new List<IReadOnlyList<ReportValue>>();
        var missed = new List<DateTimeOffset>();
        var kept = 0;
        if (members.Count > 0 && frame.From < to)
        {
            var longest = groups.Values.Max(group => group.Policy.SlaHours!.Value);
            var records = Records(frame, members, groups, frame.From.AddHours(-longest), to);
            foreach (var member in members)
            {
                var (record, points, last) = records[member.Id];
                rows.Add(Row(member, groups[member.GroupId!], record, points, last, to - frame.From));
                missed.AddRange(record.MissedAt);
                if (record.Misses == 0) kept++;
            }
        }
        ReportTotal[] totals =
        [
            new("sources", "Datasources with a promise", ReportUnits.Count, ReportValue.Of(members.Count)), new("withoutMiss", "Without a miss", ReportUnits.Count, ReportValue.Of(kept)),
            new("misses", "Misses", ReportUnits.Count, ReportValue.Of(missed.Count)),
            new("kept", "Kept", ReportUnits.Percent, ReportValue.Of(members.Count == 0 ? null : decimal.Round(kept * 100m / members.Count, 2))),
        ];
        return frame.Report(Kind.Id, "Service levels", columns, rows, totals, [frame.Daily("misses", "Misses", missed.Select(at => (at, 1L)))], Notes(frame));
    }

    // Times come in the order of datasources, so that only those of one are in memory.
    private Dictionary<string, (SlaRecord Record, int Points, DateTimeOffset? Last)> Records(
        ReportFrame frame, List<SourceRow> members, Dictionary<string, GroupRow> groups, DateTimeOffset since, DateTimeOffset to)
    {
        var byId = members.ToDictionary(member => member.Id);
        var records = new Dictionary<string, (SlaRecord, int, DateTimeOffset?)>();
        var (current, times) = ((string?)null, new List<DateTimeOffset>());
        catalog.Reports.EachPointTime(frame.Filter, since, to, (source, made) =>
        {
            if (source != current) Settle();
            current = source;
            times.Add(made);
        });
        Settle();
        foreach (var member in members) if (!records.ContainsKey(member.Id)) records[member.Id] = Judge(member, []);
        return records;

        void Settle()
        {
            if (current is { } id && byId.TryGetValue(id, out var member)) records[id] = Judge(member, times);
            times.Clear();
        }

        (SlaRecord, int, DateTimeOffset?) Judge(SourceRow member, List<DateTimeOffset> points) => (
            SlaRecord.Of(points, TimeSpan.FromHours(groups[member.GroupId!].Policy.SlaHours!.Value), CatalogTime.To(member.ProtectedSince), frame.From, to),
            points.Count(point => point >= frame.From), points.Count == 0 ? null : points[^1]);
    }

    private static IReadOnlyList<ReportValue> Row(SourceRow member, GroupRow group, SlaRecord record, int points, DateTimeOffset? last, TimeSpan period) =>
    [
        ReportValue.Of(member.Server), ReportValue.Of(member.Path), ReportValue.Of(group.Name), ReportValue.Of(group.Policy.SlaHours), ReportValue.Of(points), ReportValue.Of(record.Misses),
        Hours(record.Late), Hours(record.LongestGap), ReportValue.Of(decimal.Round(100m - (record.Late.Ticks * 100m / period.Ticks), 2)), ReportValue.Of(last),
    ];

    private IReadOnlyList<string> Notes(ReportFrame frame)
    {
        var notes = new List<string> { "Judged by the promises and the membership of now." };
        if (catalog.Reports.OldestJob() is { } oldest && oldest > frame.From)
            notes.Add($"The job history begins at {UtcTimeConverter.Format(oldest)}: of what was before, only the points that are still there are known, and a miss may be one that expired.");
        return notes;
    }

    private static ReportValue Hours(TimeSpan time) => ReportValue.Of(decimal.Round((decimal)time.TotalHours, 2));
}
