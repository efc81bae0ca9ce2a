namespace Holdfast.PowerShell.Groups;

/// <summary>The zone that whoever writes a script means by times of day.</summary>
internal static class LocalZone
{
    /// <summary>IANA name of this computer's zone; UTC where it has none.</summary>
    internal static string Name { get; } =
        TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(TimeZoneInfo.Local.Id, out var name) ? name : "UTC";
}
