using Holdfast.Agent.Applications;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Agent.Remote;

/// <summary>How the jobs of an agent run.</summary>
/// <param name="OwnFolder">The agent's own data: never backed up, never recovered into.</param>
public sealed record AgentWorkOptions(string OwnFolder)
{
    /// <summary>Threads that cut, name, compress and hand over.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 16);

    /// <summary>How long the server may be out of reach before an attempt is given up. Longer than the server keeps the session.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long nothing may come while something is due.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Every backup into one pool must cut alike, or nothing deduplicates.</summary>
    public CutSizes Cuts { get; init; } = CutSizes.Default;

    /// <summary>The kinds of applications that are known.</summary>
    public IReadOnlyList<IWorkload> Workloads { get; init; } = WorkloadsHere.All;

    public ILogger Log { get; init; } = NullLogger.Instance;
}
