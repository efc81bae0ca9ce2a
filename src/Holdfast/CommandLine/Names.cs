using System.Globalization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.CommandLine;

/// <summary>Turns what a person typed into what the API takes: absolute paths, and times in RFC 3339.</summary>
internal static class Names
{
    private static readonly string[] localTimes = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly string[] zonedTimes = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>An absolute path without a trailing separator. The shell's folder is the client's, not the server's.</summary>
    internal static string Absolute(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>A datasource as typed: whatever looks like a path is made absolute, ids and names stay.</summary>
    internal static string Source(string text) =>
        IsElsewhere(text) ? text : text is "." or ".." || text.Contains(Path.DirectorySeparatorChar) || text.Contains('/') ? Absolute(text) : text;

    /// <summary>SERVER:/path, SERVER:C:\path, or a path of Windows given on another platform: nothing that this computer's folders could complete.</summary>
    private static bool IsElsewhere(string text) => !OperatingSystem.IsWindows() && (text.IndexOf(":/", StringComparison.Ordinal) > 0 || text.IndexOf(@":\", StringComparison.Ordinal) > 0);

    internal static string? OptionalSource(string? text) => text is null ? null : Source(text);

    /// <summary>An item path as browse shows it.</summary>
    internal static string Item(string text)
    {
        while (text.StartsWith("./", StringComparison.Ordinal)) text = text[2..];
        return text == "." ? "" : text.Trim('/');
    }

    /// <summary>A recovery point: a time becomes RFC 3339 in UTC, a day means its end, everything else stays.</summary>
    internal static string Point(string text) => Parse(text, endOfDay: true) is { } time ? UtcTimeConverter.Format(time) : text;

    /// <summary>A time, or null for null. A day alone means its start or its end.</summary>
    internal static DateTimeOffset? Time(string? text, bool endOfDay)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return Parse(text, endOfDay)
            ?? throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is not a time.", "Write RFC 3339 such as 2026-03-01T18:00:00Z, or local time such as 2026-03-01 18:00.");
    }

    private static DateTimeOffset? Parse(string text, bool endOfDay)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.AssumeLocal, out var day))
            return endOfDay ? day.AddDays(1).AddTicks(-1) : day;
        if (DateTimeOffset.TryParseExact(text, localTimes, culture, DateTimeStyles.AssumeLocal, out var local)) return local;
        return DateTimeOffset.TryParseExact(text, zonedTimes, culture, DateTimeStyles.None, out var zoned) ? zoned : null;
    }
}
