using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>A log of which one hears when something comes.</summary>
internal sealed class HeardLog(ILogSink log, Action heard) : ILogSink
{
    public LogState? State => log.State;

    public TimeSpan Interval => log.Interval;

    public void Begin(string start)
    {
        log.Begin(start);
        heard();
    }

    public void Append(string segment, ReadOnlySpan<byte> bytes)
    {
        log.Append(segment, bytes);
        heard();
    }

    public void Put(string name, ReadOnlySpan<byte> content)
    {
        log.Put(name, content);
        heard();
    }

    public void Commit(string end, DateTimeOffset? covered)
    {
        log.Commit(end, covered);
        heard();
    }
}
