using System.Globalization;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>Times as WMI writes them: yyyyMMddHHmmss.ffffff, then the minutes by which they are ahead of UTC.</summary>
internal static class CimTime
{
    private const int Length = 25, ZoneAt = 21;

    /// <summary>Null for an interval, an unknown time, and anything else.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is not { Length: Length } || text[ZoneAt] is not ('+' or '-')) return null;
        if (!DateTime.TryParseExact(text.AsSpan(0, ZoneAt), "yyyyMMddHHmmss.ffffff", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        if (!int.TryParse(text.AsSpan(ZoneAt + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 14 * 60 || time.Year is < 1900 or > 9000) return null;
        return new DateTimeOffset(time, TimeSpan.FromMinutes(text[ZoneAt] == '-' ? -minutes : minutes)).ToUniversalTime();
    }
}
