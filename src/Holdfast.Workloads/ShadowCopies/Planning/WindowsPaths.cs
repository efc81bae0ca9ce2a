namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>Paths as writers write them: of Windows, on whatever this program runs.</summary>
internal sealed class WindowsPaths(IReadOnlyDictionary<string, string> environment)
{
    private const string Device = @"\\?\";

    private readonly Dictionary<string, string> _variables = environment.GroupBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>With variables replaced and no backslash at the end; a variable that is not set stays.</summary>
    public string Expand(string path)
    {
        for (var start = path.IndexOf('%'); start >= 0 && path.IndexOf('%', start + 1) is > 0 and var end;)
        {
            if (!_variables.TryGetValue(path[(start + 1)..end], out var value))
            {
                start = end;
                continue;
            }
            path = path[..start] + value + path[(end + 1)..];
            // What a variable holds is not looked into again.
            start = path.IndexOf('%', start + value.Length);
        }
        return string.Equals(Root(path), path, StringComparison.OrdinalIgnoreCase) ? path : path.TrimEnd('\\');
    }

    /// <summary>C:\ or \\?\Volume{…}\; null for a path that names neither.</summary>
    public static string? Root(string path)
    {
        if (path.Length >= 2 && char.IsAsciiLetter(path[0]) && path[1] == ':') return $"{char.ToUpperInvariant(path[0])}:\\";
        if (!path.StartsWith(Device, StringComparison.Ordinal)) return null;
        if (path.Length >= Device.Length + 2 && path[Device.Length + 1] == ':') return Root(path[Device.Length..]);
        var slash = path.IndexOf('\\', Device.Length);
        var name = slash < 0 ? path : path[..slash];
        return name.StartsWith(Device + "Volume{", StringComparison.OrdinalIgnoreCase) && name.EndsWith('}') ? name + '\\' : null;
    }

    public static string Join(string folder, string name) => folder.EndsWith('\\') ? folder + name : $"{folder}\\{name}";

    public static string FileName(string path) => path[(path.LastIndexOf('\\') + 1)..];

    public static string Folder(string path) => path.LastIndexOf('\\') is > 0 and var slash ? path[..slash] : "";

    /// <summary>Whether a name fits a pattern of * and ?; *.* is every name.</summary>
    public static bool Fits(ReadOnlySpan<char> name, string pattern) =>
        pattern is "*" or "*.*" or "" || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: true);
}
