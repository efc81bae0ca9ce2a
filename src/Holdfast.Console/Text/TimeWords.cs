using System.Globalization;

namespace Holdfast.Console.Text;

/// <summary>Times and durations in words.</summary>
public static class TimeWords
{
    /// <summary>A time with its date, such as 2026-11-23 14:05.</summary>
    public static string Absolute(DateTimeOffset local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A time with its date to the second, such as 2026-11-23 14:05:09.</summary>
    public static string Seconds(DateTimeOffset local) => local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A time to the second, in the reader's zone and in UTC.</summary>
    public static string Exact(DateTimeOffset local, string zone) =>
        $"{local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {zone} · {local.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    /// <summary>How long ago, or in how long.</summary>
    /// <param name="distance">From now; negative is past.</param>
    public static string Relative(TimeSpan distance, Texts texts)
    {
        var (count, ago, ahead) = Unit(distance.Duration());
        if (count == 0) return texts["just now"];
        return texts[distance < TimeSpan.Zero ? ago : ahead, count];
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

    private static (long Count, string Ago, string Ahead) Unit(TimeSpan distance) => distance switch
    {
        { TotalSeconds: < 45 } => (0, "", ""),
        { TotalMinutes: < 1.5 } => (1, "{0} minute ago", "in {0} minute"), // texts
        { TotalMinutes: < 60 } => ((long)distance.TotalMinutes, "{0} minutes ago", "in {0} minutes"), // texts
        { TotalHours: < 2 } => (1, "{0} hour ago", "in {0} hour"), // texts
        { TotalHours: < 48 } => ((long)distance.TotalHours, "{0} hours ago", "in {0} hours"), // texts
        { TotalDays: < 60 } => ((long)distance.TotalDays, "{0} days ago", "in {0} days"), // texts
        { TotalDays: < 730 } => ((long)(distance.TotalDays / 30.44), "{0} months ago", "in {0} months"), // texts
        _ => ((long)(distance.TotalDays / 365.25), "{0} years ago", "in {0} years"), // texts
    };
}
