using System.Globalization;

namespace Holdfast.Output;

/// <summary>Numbers as people read them; exact ones are in the JSON.</summary>
internal static class Quantity
{
    private static readonly string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    internal static string Bytes(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (Math.Abs(value) >= 1024 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }
        var format = unit == 0 ? "0" : value < 9.995 ? "0.00" : "0.0";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}";
    }

    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Of(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    internal static string Duration(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        if (time.TotalSeconds < 10) return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
        if (time.TotalMinutes < 1) return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
        return string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    /// <summary>Local time to the second.</summary>
    internal static string Time(DateTimeOffset? time) => time is { } value ? value.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "–";
}
