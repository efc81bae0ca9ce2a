using System.Globalization;

namespace Holdfast.Protection.Retention;

/// <summary>Finds the point that a person or script means.</summary>
public static class PointChoice
{
    public const string Latest = "latest";

    /// <summary>
    /// The point with the id <paramref name="at"/>, the newest for "latest", or the newest that is not later than the RFC 3339 time; null where there is none.
    /// A time without offset is in UTC.
    /// </summary>
    public static HeldPoint? Choose(IReadOnlyList<HeldPoint> points, string at)
    {
        if (string.Equals(at, Latest, StringComparison.OrdinalIgnoreCase)) return points.MaxBy(point => point.Created);
        if (points.FirstOrDefault(point => point.Id == at) is { } named) return named;
        return TryTime(at, out var time) ? points.Where(point => point.Created <= time).MaxBy(point => point.Created) : null;
    }

    /// <summary>True for text that begins like a date: ids that happen to be numbers are no times.</summary>
    public static bool TryTime(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Length >= 10 && text[4] == '-' && text[7] == '-'
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out time);
    }
}
