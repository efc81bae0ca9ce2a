using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>One string of the registry's FilesNotToBackup: [Drive][Path]\Name [/s].</summary>
/// <param name="Folder">Full, or from a backslash on where it is about every volume; no backslash at its end.</param>
/// <param name="Name">With * and ?.</param>
/// <param name="IsRecursive">Also in folders beneath.</param>
internal sealed record NotToBackupPattern(string Folder, string Name, bool IsRecursive)
{
    private const string Recursive = "/s", AllVolumes = "$AllVolumes$", UserProfile = "$UserProfile$";

    /// <summary>What a string means here: nothing, where it names a variable that is not set; several patterns, where it is about every user.</summary>
    public static IEnumerable<NotToBackupPattern> Read(string text, WindowsPaths paths, IReadOnlyList<string> profiles)
    {
        text = text.Trim().Trim('"');
        var recursive = text.EndsWith(Recursive, StringComparison.OrdinalIgnoreCase);
        if (recursive) text = text[..^Recursive.Length].TrimEnd(' ', '"');
        if (text.StartsWith(UserProfile, StringComparison.OrdinalIgnoreCase)) return profiles.SelectMany(profile => Read(profile.TrimEnd('\\') + text[UserProfile.Length..], recursive));
        if (text.StartsWith(AllVolumes, StringComparison.OrdinalIgnoreCase)) text = text[AllVolumes.Length..];
        text = paths.Expand(text);
        return text.Contains('%', StringComparison.Ordinal) ? [] : Read(text, recursive);
    }

    /// <param name="path">Full.</param>
    public bool Names(string path)
    {
        // A path without a volume means the same place on every volume.
        var place = Folder.Length == 0 || Folder[0] == '\\' ? WithoutVolume(path) : path;
        var folder = WindowsPaths.Folder(place);
        var isThere = string.Equals(folder, Folder, StringComparison.OrdinalIgnoreCase);
        var isBeneath = IsRecursive && folder.Length > Folder.Length && folder[Folder.Length] == '\\' && folder.StartsWith(Folder, StringComparison.OrdinalIgnoreCase);
        return (isThere || isBeneath) && WindowsPaths.Fits(WindowsPaths.FileName(place), Name);
    }

    private static IEnumerable<NotToBackupPattern> Read(string text, bool recursive)
    {
        var name = WindowsPaths.FileName(text);
        var folder = WindowsPaths.Folder(text);
        if (folder.Length > 0 && folder[0] != '\\' && WindowsPaths.Root(folder) is null) return [];
        return name.Length > 0 && text.Contains('\\', StringComparison.Ordinal) ? [new NotToBackupPattern(folder, name, recursive)] : [];
    }

    private static string WithoutVolume(string path) => WindowsPaths.Root(path) is { } root && path.Length > root.Length - 1 ? path[(root.Length - 1)..] : path;
}
