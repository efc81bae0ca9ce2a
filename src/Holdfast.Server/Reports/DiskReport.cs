using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Reports;

/// <summary>How full the disks of the pool are, and how they filled.</summary>
internal sealed class DiskReport(ServerCatalog catalog, IEngine engine) : IReport
{
    private static readonly ReportColumn[] columns =
    [
        new("disk", "Disk"), new("state", "State"), new("capacity", "Capacity", ReportUnits.Bytes), new("used", "Used", ReportUnits.Bytes), new("free", "Free", ReportUnits.Bytes),
        new("percent", "Full", ReportUnits.Percent), new("usedAtBegin", "Used at the begin", ReportUnits.Bytes), new("usedAtEnd", "Used at the end", ReportUnits.Bytes),
        new("growth", "Growth", ReportUnits.Bytes), new("daysToFull", "Full in", ReportUnits.Days),
    ];

    public ReportKindInfo Kind { get; } = new(ReportKinds.DiskUtilization, "Disk utilization", "How full each disk of the pool is and was, and when it will be full.", TakesFilters: false);

    public Report Make(ReportFrame frame)
    {
        var disks = engine.Disks.Select(disk => (Disk: disk, Samples: catalog.DiskSamples.Of(disk.Id, frame.From).Where(sample => sample.Taken < frame.To).ToList())).ToList();
        var there = disks.Where(entry => entry.Disk.State != "missing").Select(entry => entry.Disk).ToList();
        var (capacity, free) = (there.Sum(disk => disk.Capacity), there.Sum(disk => disk.Free));
        ReportTotal[] totals =
        [
            new("disks", "Disks", ReportUnits.Count, ReportValue.Of(disks.Count)), new("capacity", "Capacity", ReportUnits.Bytes, ReportValue.Of(capacity)),
            new("used", "Used", ReportUnits.Bytes, ReportValue.Of(capacity - free)), new("free", "Free", ReportUnits.Bytes, ReportValue.Of(free)),
            new("percent", "Full", ReportUnits.Percent, Percent(capacity, free)),
        ];
        var oldest = disks.SelectMany(entry => entry.Samples).Select(sample => (DateTimeOffset?)sample.Taken).Min();
        var notes = new List<string> { "Capacity, used, and free are as they stand now." };
        if (oldest is null) notes.Add("Nothing was measured in the period.");
        else if (oldest - frame.From > TimeSpan.FromHours(2)) notes.Add($"The first measurement in the period is of {UtcTimeConverter.Format(oldest.Value)}.");
        return frame.Report(
            Kind.Id, "Disk utilization", columns, [.. disks.Select(entry => Row(entry.Disk, entry.Samples))], totals,
            [.. disks.Select(entry => new ReportSeries(entry.Disk.Id, entry.Disk.Path, ReportUnits.Bytes, Daily(frame, entry.Samples)))], notes);
    }

    private static IReadOnlyList<ReportValue> Row(DiskState disk, List<DiskSample> samples)
    {
        long? begin = samples.Count == 0 ? null : samples[0].Used, end = samples.Count == 0 ? null : samples[^1].Used;
        return
        [
            ReportValue.Of(disk.Path), ReportValue.Of(disk.State), ReportValue.Of(disk.Capacity), ReportValue.Of(disk.Capacity - disk.Free), ReportValue.Of(disk.Free),
            Percent(disk.Capacity, disk.Free), ReportValue.Of(begin), ReportValue.Of(end), ReportValue.Of(end - begin), ReportValue.Of(FillForecast.DaysToFull(samples, disk.Free)),
        ];
    }

    // The last measurement of each day: a year of hours is no chart.
    private static IReadOnlyList<ReportPoint> Daily(ReportFrame frame, List<DiskSample> samples) =>
        [.. samples.GroupBy(sample => frame.Calendar.DayOf(sample.Taken)).Select(day => day.Last()).Select(sample => new ReportPoint(sample.Taken, sample.Used))];

    private static ReportValue Percent(long capacity, long free) => ReportValue.Of(capacity == 0 ? null : decimal.Round((capacity - free) * 100m / capacity, 2));
}
