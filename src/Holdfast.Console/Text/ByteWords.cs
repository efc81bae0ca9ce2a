using System.Globalization;

namespace Holdfast.Console.Text;

/// <summary>Sizes in words: 1536 is 1.5 KiB.</summary>
public static class ByteWords
{
    private static readonly string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Three digits and a binary unit.</summary>
    public static string Of(long bytes)
    {
        double value = Math.Abs((double)bytes);
        var unit = 0;
        while (value >= 1023.5 && unit < units.Length - 1) (value, unit) = (value / 1024, unit + 1);
        var digits = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.0#";
        return $"{(bytes < 0 ? "−" : "")}{value.ToString(digits, CultureInfo.InvariantCulture)} {units[unit]}";
    }

    /// <summary>All digits, in groups of three.</summary>
    public static string Exact(long bytes) => Count(bytes) + " bytes";

    /// <summary>A count with its digits in groups of three.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>Bytes a second.</summary>
    public static string Rate(long bytesPerSecond) => Of(bytesPerSecond) + "/s";
}
