using NodaTime;

namespace Holdfast.Protection.Schedules;

/// <summary>Time zones by their IANA names, from the database that comes with the program: what a machine has installed does not matter.</summary>
public static class Zones
{
    public static bool IsKnown(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    /// <summary>UTC where there is no such zone: a schedule in the wrong zone is better than none, and a policy with such a zone is not accepted.</summary>
    internal static DateTimeZone Of(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? DateTimeZone.Utc;

    /// <summary>
    /// The one instant of a local time: of two, the first; of none (the clocks go forward over it), the first instant after the gap.
    /// Later local times never have earlier instants.
    /// </summary>
    internal static Instant At(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    /// <summary>The first instant of a local day; of a day that a zone has left out, the first one after it.</summary>
    internal static Instant StartOf(DateTimeZone zone, LocalDate date) => At(zone, date.AtMidnight());

    internal static LocalDate DateOf(DateTimeZone zone, Instant instant) => instant.InZone(zone).Date;

    /// <summary>The calendar day of a time in a zone; in UTC where the zone is not known.</summary>
    public static DateOnly DayOf(DateTimeOffset time, string name) => Instant.FromDateTimeOffset(time).InZone(Of(name)).Date.ToDateOnly();
}
