using System.Globalization;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Commands.Groups;

/// <summary>
/// The compact way to write schedules and rules on the command line (docs/commands.md). Only the form is looked at here; bounds are the server's to check.
/// </summary>
internal static class PolicyGrammar
{
    internal const string None = "none";

    private static readonly string[] week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] weeks = ["First", "Second", "Third", "Fourth", "Last"];

    internal static bool IsNone(string text) => text.Length == 0 || string.Equals(text, None, StringComparison.OrdinalIgnoreCase);

    /// <summary>TIMES[@DAYS], such as 18:00,22:00@Mon-Fri.</summary>
    /// <exception cref="FormatException">With what is wrong; so all methods here.</exception>
    internal static TimesInfo? Times(string text)
    {
        if (IsNone(text)) return null;
        var (times, days) = Split(text, '@');
        return new TimesInfo([.. List(times).Select(Time)], days is null ? null : Days(days));
    }

    /// <summary>TIMES[@DAYS], where the days may be those of a month: 03:00@1,15,last or 03:00@first:Sat.</summary>
    internal static TimesInfo? Drills(string text)
    {
        var (times, days) = Split(text, '@');
        var isMonthly = days is { Length: > 0 } && (char.IsAsciiDigit(days[0]) || days.Contains(':') || days.StartsWith("last", StringComparison.OrdinalIgnoreCase));
        return isMonthly ? Times(times) is { } chosen ? chosen with { MonthDays = MonthDays(days!) } : throw Bad(text, "TIMES@DAYS, such as 03:00@1,last") : Times(text);
    }

    /// <summary>daily, weekdays, weekend, or names and ranges: Mon,Wed-Fri.</summary>
    internal static IReadOnlyList<string> Days(string text) => text.ToLowerInvariant() switch
    {
        "daily" => week,
        "weekdays" => week[..5],
        "weekend" => week[5..],
        _ => [.. List(text).SelectMany(part => Range(part, week)).Distinct()],
    };

    /// <summary>15m, 1h, before-point.</summary>
    internal static int? Interval(string text) => string.Equals(text, "before-point", StringComparison.OrdinalIgnoreCase) ? null : Minutes(text);

    /// <summary>90m, 6h, or a number of minutes.</summary>
    internal static int Minutes(string text)
    {
        var (digits, factor) = text.Length > 0 ? text[^1] switch { 'm' => (text[..^1], 1), 'h' => (text[..^1], 60), _ => (text, 1) } : (text, 1);
        return checked(Number(digits) * factor);
    }

    /// <summary>WEEKS@DAYS, such as 12@Sun.</summary>
    internal static WeeklyInfo? Weekly(string text)
    {
        if (IsNone(text)) return null;
        var (count, days) = Split(text, '@');
        return new WeeklyInfo(Number(count), Days(days ?? throw Bad(text, "WEEKS@DAYS, such as 12@Sun")));
    }

    /// <summary>MONTHS@DAYS, such as 24@1,15,last or 24@first,third:Sat.</summary>
    internal static MonthlyInfo? Monthly(string text)
    {
        if (IsNone(text)) return null;
        var (count, days) = Split(text, '@');
        return new MonthlyInfo(Number(count), MonthDays(days ?? throw Bad(text, "MONTHS@DAYS, such as 24@1,last or 24@first:Sat")));
    }

    /// <summary>YEARS@MONTHS@DAYS, such as 10@Jan,Jul@last.</summary>
    internal static YearlyInfo? Yearly(string text)
    {
        if (IsNone(text)) return null;
        var parts = text.Split('@');
        if (parts.Length != 3) throw Bad(text, "YEARS@MONTHS@DAYS, such as 10@Jan,Jul@last");
        var chosen = List(parts[1]).SelectMany(part => Range(part, months)).Select(name => Array.IndexOf(months, name) + 1).Distinct();
        return new YearlyInfo(Number(parts[0]), [.. chosen], MonthDays(parts[2]));
    }

    /// <summary>now, later=TIME, manual.</summary>
    internal static ReplicaInfo Replica(string text)
    {
        var (method, later) = Split(text, '=');
        return new ReplicaInfo(method.ToLowerInvariant(), later);
    }

    /// <summary>START+LENGTH[@DAYS], such as 22:00+6h@Mon-Fri.</summary>
    internal static WindowInfo? Window(string text)
    {
        if (IsNone(text)) return null;
        var (hours, days) = Split(text, '@');
        var (start, length) = Split(hours, '+');
        return new WindowInfo(Time(start), Minutes(length ?? throw Bad(text, "START+LENGTH[@DAYS], such as 22:00+6h@Mon-Fri")), days is null ? null : Days(days));
    }

    /// <summary>START-END[@DAYS], such as 09:00-18:00@weekdays.</summary>
    internal static (string Start, string End, IReadOnlyList<string>? Days) WorkHours(string text)
    {
        var (hours, days) = Split(text, '@');
        var (start, end) = Split(hours, '-');
        return (Time(start), Time(end ?? throw Bad(text, "START-END[@DAYS], such as 09:00-18:00@weekdays")), days is null ? null : Days(days));
    }

    internal static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(text, "a whole number");

    private static MonthDaysInfo MonthDays(string text)
    {
        var (first, weekdays) = Split(text, ':');
        if (weekdays is not null) return new MonthDaysInfo(null, [.. List(first).Select(part => Named(part, weeks))], Days(weekdays));
        return new MonthDaysInfo([.. List(first).Select(part => string.Equals(part, "last", StringComparison.OrdinalIgnoreCase) ? 0 : Number(part))]);
    }

    private static IEnumerable<string> Range(string text, string[] names)
    {
        var (from, to) = Split(text, '-');
        var start = Array.IndexOf(names, Named(from, names));
        var end = to is null ? start : Array.IndexOf(names, Named(to, names));
        for (var i = start; ; i = (i + 1) % names.Length)
        {
            yield return names[i];
            if (i == end) yield break;
        }
    }

    private static string Named(string text, string[] names) =>
        (text.Length >= 3 ? names.FirstOrDefault(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase)) : null) ?? throw Bad(text, string.Join(", ", names));

    private static string Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : throw Bad(text, "a time of day such as 18:00");

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string First, string? Second) Split(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text.Trim(), null) : (text[..at].Trim(), text[(at + 1)..].Trim());
    }

    private static FormatException Bad(string text, string wanted) => new($"'{text}' is not {(wanted.Contains(',') && !wanted.Contains("such as") ? "one of " : "")}{wanted}");
}
