namespace Holdfast.Workloads.Files.Portable;

/// <summary>Names that Windows can keep as they are. Everything else would become another name, a device, or a stream of another file.</summary>
internal static class WindowsName
{
    private const int Longest = 255;
    private static readonly System.Buffers.SearchValues<char> forbidden = System.Buffers.SearchValues.Create("<>:\"/\\|?*");
    private static readonly HashSet<string> devices = new(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"], StringComparer.OrdinalIgnoreCase);

    /// <returns>Why it cannot be written, or null.</returns>
    public static string? Refuse(string name)
    {
        if (name.Length is 0 or > Longest) return "Windows takes names of 1 to 255 UTF-16 units";
        if (name is "." or "..") return "it leads elsewhere";
        if (name.AsSpan().ContainsAny(forbidden) || name.Any(character => character < ' ')) return "it holds a character that Windows forbids in names";
        if (name[^1] is '.' or ' ') return "Windows drops a point or space at the end of a name";
        return IsDevice(name) ? "it is the name of a device" : null;
    }

    // Also with an extension: CON.txt is the console.
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ');
        if (devices.Contains(stem)) return true;
        return stem.Length == 4
            && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))
            && stem[3] is (>= '0' and <= '9') or '\u00b9' or '\u00b2' or '\u00b3';
    }
}
