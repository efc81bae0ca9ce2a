namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Paths of Windows, whatever this program runs on.</summary>
public static class HostPath
{
    /// <summary>How another computer's path is reached: by the share that Windows keeps for administrators. Network paths stay.</summary>
    /// <param name="host">Null: the path is of this computer.</param>
    public static string Locate(string? host, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return host is null || !IsOnDrive(path) ? path : $@"\\{host}\{path[0]}$\{path[3..]}";
    }

    /// <summary>Whether a path begins with a drive's letter.</summary>
    public static bool IsOnDrive(string path) => path is [var letter, ':', '\\', ..] && char.IsAsciiLetter(letter);

    /// <summary>Whether a host's name is this computer's.</summary>
    public static bool IsLocal(string name, string computer) =>
        name is "localhost" or "127.0.0.1" or "." || name.Equals(computer, StringComparison.OrdinalIgnoreCase) || name.StartsWith(computer + ".", StringComparison.OrdinalIgnoreCase);

    /// <summary>A disk's image and the files in which Hyper-V notes its changes beside it. A disk that found those of another one would be taken for unchanged.</summary>
    public static IReadOnlyList<string> WithTracking(string image) => [image, image + ".rct", image + ".mrt"];

    /// <summary>A path as seen from a folder; null for one that leaves the drive or share.</summary>
    public static string? Resolve(string folder, string relative)
    {
        if (relative.StartsWith('\\') || relative.Contains(':')) return null;
        var parts = folder.TrimEnd('\\').Split('\\').ToList();
        var root = folder.StartsWith(@"\\", StringComparison.Ordinal) ? 4 : 1;
        foreach (var part in relative.Split('\\', '/'))
        {
            if (part is "." or "") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > root) parts.RemoveAt(parts.Count - 1);
            else return null;
        }
        return string.Join('\\', parts);
    }

    /// <summary>A name in a folder.</summary>
    public static string Combine(string folder, string name) => folder.TrimEnd('\\') + '\\' + name;

    /// <summary>What follows the last separator.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOfAny(['\\', '/']) + 1)..];

    /// <summary>What precedes the last separator; null where there is none.</summary>
    public static string? FolderOf(string path) => path.LastIndexOf('\\') is > 0 and var slash ? path[..slash] : null;

    /// <summary>A name of a file that Windows takes.</summary>
    public static string Plain(string name)
    {
        var plain = new string([.. name.Take(100).Select(letter => letter < ' ' || "<>:\"/\\|?*".Contains(letter) ? '_' : letter)]).Trim(' ', '.');
        return plain.Length == 0 ? "machine" : plain;
    }
}
