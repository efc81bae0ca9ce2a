using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Applications;

/// <summary>What a workload says of its progress, as the counters of a run.</summary>
/// <param name="phase">Takes a few words for people.</param>
public sealed class ApplicationProgress(RunProgress progress, Action<string> phase) : IWorkloadProgress
{
    public void Phase(string text) => phase(text);

    public void Expect(long bytes) => Interlocked.Exchange(ref progress.BytesTotal, bytes);

    public void Read(long bytes) => Interlocked.Add(ref progress.BytesRead, bytes);
}
