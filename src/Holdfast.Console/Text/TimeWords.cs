using System.Globalization;

namespace Holdfast.Console.Text;

/// <summary>Times and durations in words.</summary>
public static class TimeWords
{
    /// <summary>A time with its date, such as 2026-11-23 14:05.</summary>
    public static string Absolute(DateTimeOffset local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A time to the second, in the reader's zone and in UTC.</summary>
    public static string Exact(DateTimeOffset local, string zone) =>
        $"{local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {zone} · {local.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    /// <summary>How long ago, or in how long.</summary>
    /// <param name="distance">From now; negative is past.</param>
    public static string Relative(TimeSpan distance, Texts texts)
    {
        var (words, count) = Unit(distance.Duration());
        if (count == 0) return texts["just now"];
        return texts[distance < TimeSpan.Zero ? $"{{0}} {words} ago" : $"in {{0}} {words}", count];
    }

    /// <summary>A duration such as 2 h 05 min, 3.4 s.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 1 } => $"{(int)duration.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s",
        { TotalDays: < 2 } => $"{(int)duration.TotalHours} h {duration.Minutes:00} min",
        _ => $"{(int)duration.TotalDays} d {duration.Hours} h",
    };

    private static (string Words, long Count) Unit(TimeSpan distance) => distance switch
    {
        { TotalSeconds: < 45 } => ("seconds", 0),
        { TotalMinutes: < 1.5 } => ("minute", 1),
        { TotalMinutes: < 60 } => ("minutes", (long)distance.TotalMinutes),
        { TotalHours: < 2 } => ("hour", 1),
        { TotalHours: < 48 } => ("hours", (long)distance.TotalHours),
        { TotalDays: < 60 } => ("days", (long)distance.TotalDays),
        { TotalDays: < 730 } => ("months", (long)(distance.TotalDays / 30.44)),
        _ => ("years", (long)(distance.TotalDays / 365.25)),
    };
}
