using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Overview;

/// <summary>Puts the jobs of a day band into lanes, so that what runs at the same time is seen to.</summary>
internal static class BandLayout
{
    /// <summary>More than these at one time share the last line.</summary>
    internal const int MostLines = 5;

    /// <summary>A lane with more bars than these shows those of one state and half an hour as one.</summary>
    internal const int MostBars = 100;

    private const int Slots = 96;

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
                title, Lines(Merged(band, lanes.GetValueOrDefault(title) ?? []), least), [.. band.Windows.Where(window => window.Group == (group ?? title))])),
        ];
    }

    /// <summary>Where a time lies on the axis, 0…100.</summary>
    internal static double Place(DayBand band, DateTimeOffset at) => Math.Clamp((at - band.From) / (band.To - band.From) * 100, 0, 100);

    private static List<BandJob> Merged(DayBand band, List<BandJob> jobs) => jobs.Count <= MostBars ? jobs :
    [
        .. jobs.GroupBy(job => (job.State, (int)(Place(band, job.Start) * Slots / 100))).Select(same => same.ToList()).Select(same => same is [var alone] ? alone : new BandJob(
            null, null, null, same[0].Group, same.All(job => job.Type == same[0].Type) ? same[0].Type : "", same[0].State, same.Min(job => job.Start), same.Max(job => job.End),
            same.Sum(job => job.Count))),
    ];

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
