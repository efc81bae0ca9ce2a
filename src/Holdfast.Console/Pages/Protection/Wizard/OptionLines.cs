namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Settings of applications as they are typed: one name=value a line.</summary>
internal static class OptionLines
{
    /// <param name="options">Null where there are none.</param>
    /// <returns>The line that is wrong; null where none is.</returns>
    internal static string? TryRead(string text, out IReadOnlyDictionary<string, string>? options)
    {
        options = null;
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = line.IndexOf('=');
            if (equals < 1 || !read.TryAdd(line[..equals].TrimEnd(), line[(equals + 1)..].TrimStart())) return line;
        }
        options = read.Count == 0 ? null : read;
        return null;
    }
}
