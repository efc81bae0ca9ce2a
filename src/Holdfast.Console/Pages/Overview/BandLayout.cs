using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Overview;

/// <summary>Puts the jobs of a day band into lanes, so that what runs at the same time is seen to.</summary>
internal static class BandLayout
{
    /// <summary>More than these at one time share the last line.</summary>
    internal const int MostLines = 5;

    /// <summary>Bars are at least so long on the axis, or they could not be seen.</summary>
    private const double LeastShare = 0.004;

    /// <summary>A lane a group; or, where one group is wanted, a lane a datasource of it.</summary>
    internal static IReadOnlyList<BandLane> Of(DayBand band, string? group)
    {
        var jobs = group is null ? band.Jobs : band.Jobs.Where(job => job.Group == group);
        var least = (band.To - band.From) * LeastShare;
        var lanes = jobs.GroupBy(job => group is null ? job.Group ?? "" : job.Name ?? group).ToDictionary(lane => lane.Key, lane => lane.ToList());
        var titles = lanes.Keys.Concat(group is null ? band.Windows.Select(window => window.Group) : []).Distinct();
        return
        [
            .. titles.OrderBy(title => title.Length == 0).ThenBy(title => title, StringComparer.CurrentCultureIgnoreCase).Select(title => new BandLane(
                title, Lines(lanes.GetValueOrDefault(title) ?? [], least), [.. band.Windows.Where(window => window.Group == (group ?? title))])),
        ];
    }

    /// <summary>Where a time lies on the axis, 0…100.</summary>
    internal static double Place(DayBand band, DateTimeOffset at) => Math.Clamp((at - band.From) / (band.To - band.From) * 100, 0, 100);

    private static List<IReadOnlyList<BandJob>> Lines(List<BandJob> jobs, TimeSpan least)
    {
        var lines = new List<List<BandJob>>();
        var ends = new List<DateTimeOffset>();
        foreach (var job in jobs.OrderBy(job => job.Start))
        {
            var line = ends.FindIndex(end => end <= job.Start);
            if (line < 0 && lines.Count < MostLines)
            {
                line = lines.Count;
                lines.Add([]);
                ends.Add(default);
            }
            if (line < 0) line = MostLines - 1;
            lines[line].Add(job);
            var end = job.End - job.Start < least ? job.Start + least : job.End;
            if (end > ends[line]) ends[line] = end;
        }
        return [.. lines];
    }
}
