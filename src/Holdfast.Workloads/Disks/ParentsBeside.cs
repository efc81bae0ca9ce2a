namespace Holdfast.Workloads.Disks;

/// <summary>Looks for parents where a disk's file says, seen from that file, and else under the same name in its folder. Never on another computer.</summary>
/// <param name="path">Of the differencing disk's file.</param>
public sealed class ParentsBeside(string path) : IParentFiles
{
    private const string LocalPrefix = @"\\?\";

    private readonly string own = Path.GetFullPath(path);

    public ParentFile? Find(ParentReference parent)
    {
        var found = parent.Paths.Select(Place).Concat(parent.Paths.Select(Beside)).Select(There).FirstOrDefault(place => place is not null && !string.Equals(place, own, StringComparison.Ordinal));
        return found is null ? null : new ParentFile(FileBytes.Open(found), new ParentsBeside(found));
    }

    private string? Place(ParentPath at) => at.Kind switch
    {
        ParentPathKind.Relative when !at.Text.StartsWith('\\') && !at.Text.Contains(':', StringComparison.Ordinal) => InFolder(at.Text.Replace('\\', Path.DirectorySeparatorChar)),
        ParentPathKind.Absolute when OperatingSystem.IsWindows() && IsOnDrive(at.Text) => at.Text,
        _ => null,
    };

    private string? Beside(ParentPath at) => at.Text[(at.Text.LastIndexOfAny(['\\', '/']) + 1)..] is { Length: > 0 } name ? InFolder(name) : null;

    /// <summary>Null for what no path can be.</summary>
    private string? InFolder(string relative) => relative.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(own)!, relative));

    /// <summary>Where the disk was made, names are the same in upper and lower case.</summary>
    private static string? There(string? place)
    {
        if (place is null || File.Exists(place)) return place;
        var (folder, name) = (Path.GetDirectoryName(place)!, Path.GetFileName(place));
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).FirstOrDefault(file => string.Equals(Path.GetFileName(file), name, StringComparison.OrdinalIgnoreCase)) : null;
    }

    private static bool IsOnDrive(string text)
    {
        var plain = text.StartsWith(LocalPrefix, StringComparison.Ordinal) ? text[LocalPrefix.Length..] : text;
        return plain.Length > 2 && char.IsAsciiLetter(plain[0]) && plain[1] == ':' && plain[2] == '\\';
    }
}
