using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>A day of the reader's zone, and what of it can be recovered. Days are as long as they are: 23 and 25 hours when clocks change.</summary>
public sealed class DayLine
{
    private readonly RecoveryRange range;

    /// <param name="at">When a clock beside the reader shows a time.</param>
    public DayLine(RecoveryRange range, DateOnly day, Func<DateTime, DateTimeOffset> at)
    {
        this.range = range;
        (Start, End) = (at(day.ToDateTime(TimeOnly.MinValue)), at(day.AddDays(1).ToDateTime(TimeOnly.MinValue)));
        Spans = range.PointInTime ? [.. range.Ranges.Where(one => one.To >= Start && one.From < End).Select(one => new DaySpan(Later(one.From, Start), Earlier(one.To, End))).OrderBy(one => one.From)] : [];
        Points = [.. range.Points.Where(point => point.Consistent >= Start && point.Consistent < End).OrderBy(point => point.Consistent)];
    }

    public DateTimeOffset Start { get; }

    /// <summary>Begin of the next day.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Any moment within one of these can be recovered; oldest first, cut at the day.</summary>
    public IReadOnlyList<DaySpan> Spans { get; }

    /// <summary>Points whose moment is in the day, oldest first.</summary>
    public IReadOnlyList<ReachablePoint> Points { get; }

    public int Seconds => (int)(End - Start).TotalSeconds;

    /// <summary>What cannot be reached between two spans of the day.</summary>
    public IReadOnlyList<DaySpan> Gaps => [.. Spans.Zip(Spans.Skip(1)).Select(pair => new DaySpan(pair.First.To, pair.Second.From))];

    /// <summary>How far into the day a time is, 0…1.</summary>
    public double Share(DateTimeOffset time) => Math.Clamp((time - Start) / (End - Start), 0, 1);

    public DateTimeOffset After(int seconds) => Start.AddSeconds(Math.Clamp(seconds, 0, Seconds - 1));

    /// <summary>What recovers exactly this time: the log, or a point of the same second; null where nothing does.</summary>
    public Moment? Exact(DateTimeOffset time)
    {
        if (range.PointInTime && range.Ranges.Any(one => time >= one.From && time <= one.To)) return new Moment(time);
        return range.Points.LastOrDefault(point => Math.Abs((point.Consistent - time).TotalSeconds) < 1 && WholeSecond(point.Consistent) == WholeSecond(time)) is { } same ? Of(same) : null;
    }

    /// <summary>The reachable moments nearest to a time that is not reached: before it and after it, whatever the day.</summary>
    public (Moment? Before, Moment? After) Nearest(DateTimeOffset time)
    {
        List<Moment> all = [.. range.Points.Select(Of)];
        foreach (var one in range.PointInTime ? range.Ranges : [])
        {
            // Whole seconds, for that is what one can type; a range without one is reached by its points alone.
            var (first, last) = (WholeSecondAfter(one.From), WholeSecond(one.To));
            if (first <= last) all.AddRange([new Moment(first), new Moment(last)]);
        }
        return (all.Where(moment => moment.Time <= time).MaxBy(moment => moment.Time), all.Where(moment => moment.Time > time).MinBy(moment => moment.Time));
    }

    /// <summary>What one most likely wants of this day: its newest moment; null where it has none.</summary>
    public Moment? Newest
    {
        get
        {
            var ofLog = Spans is [.., var last] && WholeSecond(last.To < End ? last.To : End.AddSeconds(-1)) is var time && time >= last.From ? new Moment(time) : null;
            var ofPoint = Points is [.., var newest] ? Of(newest) : null;
            return ofLog is null || ofPoint?.Time > ofLog.Time ? ofPoint : ofLog;
        }
    }

    private static Moment Of(ReachablePoint point) => new(point.Consistent, point.Id);

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private static DateTimeOffset WholeSecondAfter(DateTimeOffset time) => time.Ticks % TimeSpan.TicksPerSecond == 0 ? time : WholeSecond(time).AddSeconds(1);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
