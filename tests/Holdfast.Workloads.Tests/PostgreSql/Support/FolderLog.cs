using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

/// <summary>A followed log that is a folder. What was not committed when a stream ended is forgotten, as in the pool.</summary>
internal sealed class FolderLog(string folder, TimeSpan interval) : ILogSink
{
    private readonly Dictionary<string, (long Committed, long Length)> segments = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private LogState? state;
    private string begun = "";

    public string Folder => folder;

    public LogState? State
    {
        get
        {
            lock (gate) return state;
        }
    }

    public TimeSpan Interval => interval;

    public int Commits { get; private set; }

    /// <summary>Runs after each commit, on the stream's thread.</summary>
    public Action? Committed { get; set; }

    public void Begin(string start) => begun = start;

    public void Append(string segment, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(folder);
        var entry = segments.GetValueOrDefault(segment);
        using var stream = new FileStream(Path.Combine(folder, segment), FileMode.OpenOrCreate);
        Assert.Equal(stream.Length, entry.Length);
        stream.Position = entry.Length;
        stream.Write(bytes);
        segments[segment] = entry with { Length = entry.Length + bytes.Length };
    }

    public void Put(string name, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    public void Commit(string end, DateTimeOffset? covered)
    {
        foreach (var (name, entry) in segments.ToList()) segments[name] = (entry.Length, entry.Length);
        var list = segments.OrderBy(segment => segment.Key, StringComparer.Ordinal).Select(segment => new LogSegment(segment.Key, segment.Value.Length, TimeProvider.System.GetUtcNow())).ToList();
        lock (gate) state = new LogState(list, state?.Start ?? begun, end, covered ?? state?.Covered);
        Commits++;
        Committed?.Invoke();
    }

    /// <summary>What a receiver that was killed leaves: what it committed.</summary>
    public void Forget()
    {
        foreach (var (name, entry) in segments.ToList())
        {
            if (entry.Committed == 0)
            {
                segments.Remove(name);
                File.Delete(Path.Combine(folder, name));
                continue;
            }
            segments[name] = (entry.Committed, entry.Committed);
            using var stream = new FileStream(Path.Combine(folder, name), FileMode.Open);
            stream.SetLength(entry.Committed);
        }
    }
}
