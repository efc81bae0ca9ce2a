namespace Holdfast.Protection.Groups;

/// <summary>Which exclusions are acceptable. Extensions begin with a dot (error 131).</summary>
public static class ExclusionRule
{
    public const int LongestPattern = 4096, MostPatterns = 1000;

    private static readonly System.Buffers.SearchValues<char> notInExtensions = System.Buffers.SearchValues.Create("/\\:*?\"<>|\0");

    /// <summary>Null where the extension is acceptable, otherwise the reason in words.</summary>
    public static string? ExtensionViolation(string extension)
    {
        if (extension.Length < 2 || extension[0] != '.') return $"'{extension}' is no extension: it must begin with a dot, such as .tmp.";
        if (extension.Length > 255) return "The extension is longer than 255 characters.";
        return extension.AsSpan().ContainsAny(notInExtensions) ? $"'{extension}' holds a character that no extension may hold." : null;
    }

    /// <summary>Null where the glob is acceptable, otherwise the reason in words.</summary>
    public static string? GlobViolation(string glob)
    {
        if (glob.Length == 0) return "The exclusion is empty.";
        if (glob.Length > LongestPattern) return $"The exclusion is longer than {LongestPattern} characters.";
        return glob.Contains('\0') ? "The exclusion holds a zero character." : null;
    }
}
