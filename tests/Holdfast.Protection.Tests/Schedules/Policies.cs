using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Protection.Tests.Schedules;

/// <summary>Policies with one schedule.</summary>
internal static class Policies
{
    internal static readonly EquatableList<DayOfWeek> EveryDay = [.. Enum.GetValues<DayOfWeek>()];

    /// <summary>Zones that change their clocks by half an hour, at midnight, twice within weeks, or never.</summary>
    internal static readonly string[] Tricky =
    [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Beirut", "America/Havana", "America/Santiago",
        "Asia/Kathmandu", "Pacific/Chatham", "Africa/Casablanca", "America/St_Johns",
    ];

    internal static GroupPolicy Daily(string zone, params ReadOnlySpan<string> times) => On(zone, EveryDay, times);

    internal static GroupPolicy On(string zone, EquatableList<DayOfWeek> days, params ReadOnlySpan<string> times)
    {
        var list = new List<TimeOnly>();
        foreach (var time in times) list.Add(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        return new GroupPolicy { TimeZone = zone, ShortTerm = new ShortTermGoal { RecoveryPoints = new WeeklyTimes([.. list], days) } };
    }

    internal static GroupPolicy Every(string zone, int minutes) => new() { TimeZone = zone, ShortTerm = new ShortTermGoal { SynchronizationMinutes = minutes } };

    internal static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
