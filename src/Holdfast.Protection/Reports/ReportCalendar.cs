using Holdfast.Protection.Schedules;
using NodaTime;

namespace Holdfast.Protection.Reports;

/// <summary>Days and periods as reports count them, in one zone.</summary>
/// <param name="zoneName">IANA name; UTC where there is no such zone.</param>
public sealed class ReportCalendar(string zoneName)
{
    private readonly DateTimeZone zone = Zones.Of(zoneName);

    /// <summary>The day of a moment.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => Zones.DateOf(zone, Instant.FromDateTimeOffset(moment)).ToDateOnly();

    /// <summary>The first moment of a day.</summary>
    public DateTimeOffset StartOf(DateOnly day) => Zones.StartOf(zone, LocalDate.FromDateOnly(day)).ToDateTimeOffset();

    /// <summary>The same moment with the zone's offset.</summary>
    public DateTimeOffset LocalOf(DateTimeOffset moment) => Instant.FromDateTimeOffset(moment).InZone(zone).ToDateTimeOffset();

    /// <summary>The days that a period touches, in order.</summary>
    public IEnumerable<DateOnly> Days(DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = DayOf(from); StartOf(day) < to; day = day.AddDays(1)) yield return day;
    }

    /// <summary>The first due time behind a moment.</summary>
    /// <param name="at">Time of day.</param>
    public DateTimeOffset NextDue(ReportCycle cycle, TimeOnly at, DateTimeOffset after)
    {
        var start = FirstDay(cycle, DayOf(after));
        while (true)
        {
            var due = Zones.At(zone, LocalDate.FromDateOnly(start) + LocalTime.FromTicksSinceMidnight(at.Ticks)).ToDateTimeOffset();
            if (due > after) return due;
            start = Following(cycle, start);
        }
    }

    /// <summary>What a report that is due at a moment covers: the whole period that ended on that day.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Covered(ReportCycle cycle, DateTimeOffset due)
    {
        var end = FirstDay(cycle, DayOf(due));
        return (StartOf(FirstDay(cycle, end.AddDays(-1))), StartOf(end));
    }

    private static DateOnly FirstDay(ReportCycle cycle, DateOnly day) => cycle switch
    {
        ReportCycle.Weekly => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        ReportCycle.Monthly => new DateOnly(day.Year, day.Month, 1),
        ReportCycle.Quarterly => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new DateOnly(day.Year, 1, 1),
    };

    private static DateOnly Following(ReportCycle cycle, DateOnly first) => cycle switch
    {
        ReportCycle.Weekly => first.AddDays(7),
        ReportCycle.Monthly => first.AddMonths(1),
        ReportCycle.Quarterly => first.AddMonths(3),
        _ => first.AddYears(1),
    };
}
