using Holdfast.Store.Durability;
using Holdfast.Workloads.Applications;

namespace Holdfast.PostgresBenchmark;

/// <summary>Keeps a log in a folder and flushes it to disk at each commit, at the interval that the server uses.</summary>
internal sealed class DurableLog(string folder, TimeSpan interval) : ILogSink, IDisposable
{
    private readonly List<LogSegment> segments = [];
    private FileStream? open;
    private string start = "";

    public LogState? State { get; private set; }

    public TimeSpan Interval => interval;

    public int Commits { get; private set; }

    public long Bytes { get; private set; }

    public void Begin(string from) => start = from;

    public void Append(string segment, ReadOnlySpan<byte> bytes)
    {
        if (segments.Count == 0 || segments[^1].Name != segment)
        {
            Close();
            open = new FileStream(Path.Combine(folder, segment), FileMode.Create, FileAccess.Write);
            segments.Add(new LogSegment(segment, 0, TimeProvider.System.GetUtcNow()));
        }
        open!.Write(bytes);
        Bytes += bytes.Length;
        segments[^1] = segments[^1] with { Length = open.Length };
    }

    public void Put(string name, ReadOnlySpan<byte> content) => File.WriteAllBytes(Path.Combine(folder, name), content);

    public void Commit(string end, DateTimeOffset? covered)
    {
        Sync();
        State = new LogState([.. segments], start, end, covered ?? State?.Covered);
        Commits++;
    }

    public void Dispose() => Close();

    private void Sync()
    {
        open!.Flush();
        DurableFile.Sync(open.SafeFileHandle, open.Name);
    }

    private void Close()
    {
        if (open is null) return;
        Sync();
        open.Dispose();
        open = null;
    }
}
