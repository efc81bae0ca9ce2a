namespace Holdfast.Server.Sources;

/// <summary>Paths of other machines, which may be of another platform than this one. Only their form is looked at; whether they exist, their agent knows.</summary>
internal static class ForeignPath
{
    private const int Longest = 32_767;

    /// <summary>A Unix path, or a Windows path with a drive or of a share.</summary>
    internal static bool IsAbsolute(string path) => path.Length is > 0 and <= Longest && !path.Contains('\0') && (path[0] == '/' || IsWindows(path));

    internal static bool IsWindows(string path) =>
        (path.Length >= 3 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/') || path.StartsWith(@"\\", StringComparison.Ordinal);

    /// <summary>The last part, or the whole path where it is a root.</summary>
    internal static string Name(string path)
    {
        var trimmed = IsWindows(path) ? path.TrimEnd('\\', '/') : path.TrimEnd('/');
        var start = IsWindows(path) ? trimmed.LastIndexOfAny(['\\', '/']) : trimmed.LastIndexOf('/');
        var last = trimmed[(start + 1)..];
        return last.Length == 0 || last.EndsWith(':') ? path : last;
    }
}
