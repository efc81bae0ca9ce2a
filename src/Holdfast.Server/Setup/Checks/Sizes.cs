using System.Globalization;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Bytes in words for the messages of checks.</summary>
internal static class Sizes
{
    private static readonly string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    internal static string Text(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= 1024 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }
        return value.ToString(unit == 0 || value >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
