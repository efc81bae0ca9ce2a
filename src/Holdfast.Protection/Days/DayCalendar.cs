using Holdfast.Protection.Schedules;
using NodaTime;

namespace Holdfast.Protection.Days;

/// <summary>The last days in some zone, and the hours in UTC that each consists of. An hour belongs to the day in which it begins.</summary>
public sealed class DayCalendar
{
    private readonly int[] firstHours;

    private DayCalendar(IReadOnlyList<DateOnly> days, int[] firstHours, int nowHour) => (Days, this.firstHours, NowHour) = (days, firstHours, nowHour);

    /// <summary>Oldest first; the last one is today.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>The hour that runs, since 1970-01-01 UTC.</summary>
    public int NowHour { get; }

    /// <summary>The days in UTC that the calendar touches.</summary>
    public (int First, int Last) UtcDays => (firstHours[0] / 24, (firstHours[^1] - 1) / 24);

    /// <param name="days">At least 1.</param>
    /// <param name="zone">IANA name.</param>
    public static DayCalendar Last(int days, string zone, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var known = Zones.Of(zone);
        var today = Zones.DateOf(known, Instant.FromDateTimeOffset(now));
        var dates = Enumerable.Range(0, days).Select(i => today.PlusDays(i - days + 1)).ToList();
        return new DayCalendar(
            [.. dates.Select(date => date.ToDateOnly())], [.. dates.Append(today.PlusDays(1)).Select(date => FirstHour(known, date))], (int)(now.ToUnixTimeSeconds() / 3600));
    }

    /// <summary>The hours of a day: the first, and the one behind the last.</summary>
    public (int First, int End) Hours(int day) => (firstHours[day], firstHours[day + 1]);

    private static int FirstHour(DateTimeZone zone, LocalDate date) => (int)((Zones.StartOf(zone, date).ToUnixTimeSeconds() + 3599) / 3600);
}
