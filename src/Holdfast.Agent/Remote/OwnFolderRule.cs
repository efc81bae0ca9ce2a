using System.Text;

namespace Holdfast.Agent.Remote;

/// <summary>Keeps jobs out of the agent's own folder.</summary>
internal static class OwnFolderRule
{
    /// <summary>True where the path is the folder or lies within it.</summary>
    public static bool Holds(string folder, string path) => Below(Full(path), Full(folder)) is not null;

    /// <summary>The pattern that leaves the folder out of a backup of <paramref name="root"/>; null where it does not lie within.</summary>
    public static string? Exclusion(string folder, string root)
    {
        if (Below(Full(folder), Full(root)) is not { Length: > 0 } within) return null;
        var pattern = new StringBuilder("/");
        foreach (var c in within)
        {
            if (c == Path.DirectorySeparatorChar && c != '/')
            {
                pattern.Append('/');
                continue;
            }
            if (c is '*' or '?' or '[' or ']' or '\\' or '!') pattern.Append('\\');
            pattern.Append(c);
        }
        return pattern.Append('/').ToString();
    }

    /// <summary>What follows the folder in the path, without a separator; empty for the folder itself; null for another place.</summary>
    private static string? Below(string path, string folder)
    {
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (path.Equals(folder, comparison)) return "";
        var start = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return path.StartsWith(start, comparison) ? path[start.Length..] : null;
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
