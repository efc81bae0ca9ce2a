using System.Globalization;
using Holdfast.PowerShell.Arguments;

namespace Holdfast.PowerShell.Groups;

/// <summary>Times and days as policies write them, and as DPM's scripts do.</summary>
internal static class PolicyWords
{
    private static readonly string[] formats = ["HH:mm", "H:mm", "HH:mm:ss"];

    /// <summary>Only the time of day is meant; scripts give dates with it, because DPM's parameters are dates.</summary>
    internal static IReadOnlyList<string> Times(IEnumerable<DateTime> times) => [.. times.Select(Time).Distinct().Order(StringComparer.Ordinal)];

    internal static string Time(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    internal static DateTime[] Times(IReadOnlyList<string>? times) => [.. (times ?? []).Select(Time)];

    internal static DateTime Time(string time) => DateTime.MinValue + TimeOnly.ParseExact(time, formats, CultureInfo.InvariantCulture).ToTimeSpan();

    /// <returns>Null: every day.</returns>
    internal static IReadOnlyList<string>? Days(WeekDay[]? days) => days is null || days.Distinct().Count() is 0 or 7 ? null : Names(days);

    internal static IReadOnlyList<string> Names(WeekDay[] days) => [.. days.Distinct().Order().Select(day => ((DayOfWeek)day).ToString())];

    internal static WeekDay[] Days(IReadOnlyList<string>? days) =>
        days is null ? Enum.GetValues<WeekDay>() : [.. days.Select(day => (WeekDay)Enum.Parse<DayOfWeek>(day, ignoreCase: true))];
}
