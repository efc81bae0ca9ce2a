using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Sources;

/// <summary>Which local paths can be protected, and their one form.</summary>
internal static class SourcePath
{
    private const int MostLinks = 40;

    /// <summary>The path without "..", double and trailing separators.</summary>
    /// <exception cref="HoldfastException">Not absolute, not there, or within Holdfast's own data.</exception>
    internal static string Check(string path, OwnFolders own)
    {
        if (path.Length == 0 || path.Contains('\0') || !Path.IsPathFullyQualified(path))
            throw new HoldfastException(ErrorCode.PathRefused, $"'{path}' is not an absolute path.");
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Path.Exists(full)) throw new HoldfastException(ErrorCode.PathNotFound, $"{full} does not exist, or may not be seen by the account that Holdfast runs as.");
        if (own.Hold(full)) throw new HoldfastException(ErrorCode.PathRefused, $"{full} lies within Holdfast's own data.");
        return full;
    }

    internal static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with symbolic links followed, as far as it exists.</summary>
    internal static string Real(string path)
    {
        var links = 0;
        var pending = new Stack<string>(Parts(path).Reverse());
        var real = Path.GetPathRoot(path) ?? "/";
        while (pending.TryPop(out var part))
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target || ++links > MostLinks)
            {
                real = next;
                continue;
            }
            var followed = Path.GetFullPath(Path.Combine(real, target));
            foreach (var piece in Parts(followed).Reverse()) pending.Push(piece);
            real = Path.GetPathRoot(followed) ?? "/";
        }
        return real;
    }

    private static string[] Parts(string path) =>
        path[(Path.GetPathRoot(path)?.Length ?? 0)..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
