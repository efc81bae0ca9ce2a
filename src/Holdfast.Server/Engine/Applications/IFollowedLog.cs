using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <summary>A log that is being followed. One thread follows; others may look at <see cref="ILogSink.State"/>. Dispose it without a commit, and what was not committed is forgotten.</summary>
public interface IFollowedLog : ILogSink, IDisposable
{
    /// <summary>When the last commit was.</summary>
    DateTimeOffset? LastCommit { get; }

    /// <summary>The application went on without it: keeps it for the points that it belongs to, and begins another.</summary>
    void Close();
}
