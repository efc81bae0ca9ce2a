namespace Holdfast.Daemon;

/// <summary>Reads what a detached server has written to its output file since it was started.</summary>
internal sealed class ServerLog(string path)
{
    private const int LongestTail = 64 << 10;
    private readonly long start = File.Exists(path) ? new FileInfo(path).Length : 0;

    internal string Path => path;

    /// <summary>Whole lines; at most the last 64 KiB.</summary>
    internal IReadOnlyList<string> Lines()
    {
        if (!File.Exists(path)) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(start, file.Length - LongestTail);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
