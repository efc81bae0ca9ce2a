namespace Holdfast.Workloads.Files.Windows.Reparse;

/// <summary>A symbolic link, or a mount point: a junction or a volume.</summary>
/// <param name="Substitute">Where Windows goes, such as \??\C:\Data.</param>
/// <param name="Print">What people see; may be empty.</param>
public sealed record ReparseLink(string Substitute, string Print, bool IsRelative, bool IsMountPoint)
{
    internal const int MountNamesAt = 8, SymbolicNamesAt = 12;
    internal const uint Relative = 1;

    private const string Device = @"\??\";

    /// <summary>As Windows shows it.</summary>
    public string Target => Print.Length > 0 ? Print : Substitute.StartsWith(Device, StringComparison.Ordinal) ? Substitute[Device.Length..] : Substitute;

    /// <summary>A volume that is mounted on a folder, rather than a junction to another one.</summary>
    public bool IsVolume => IsMountPoint && Substitute.StartsWith(Device + "Volume{", StringComparison.OrdinalIgnoreCase);
}
