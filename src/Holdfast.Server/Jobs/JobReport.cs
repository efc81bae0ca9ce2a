using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Jobs;

/// <summary>Collects what running work reports. Keeps the first 1,000 failures and as many notes; counts all failures.</summary>
internal sealed class JobReport : IJobReport
{
    internal const int MostErrors = 1000;
    private readonly Lock gate = new();
    private readonly List<JobError> failures = [], notes = [];
    private long failed;

    public WorkProgress Progress { get; } = new();

    /// <summary>Items that failed, by whichever way the work told of more.</summary>
    internal long ItemsFailed => Math.Max(Interlocked.Read(ref failed), Interlocked.Read(ref Progress.ItemsFailed));

    public void Item(ErrorCode code, string message, string item, bool failed)
    {
        lock (gate)
        {
            if (failed) this.failed++;
            var list = failed ? failures : notes;
            if (list.Count < MostErrors) list.Add(new JobError(code, message, ErrorCatalog.Get(code).Remedy, item));
        }
    }

    /// <summary>Failures before notes, at most 1,000 together.</summary>
    internal IReadOnlyList<JobError> Errors()
    {
        lock (gate) return [.. failures.Concat(notes).Take(MostErrors)];
    }
}
