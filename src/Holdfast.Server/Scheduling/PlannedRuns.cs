using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Scheduling;

/// <summary>What is to be done at a due time: decided, and nowhere yet.</summary>
internal sealed class PlannedRuns
{
    private const int MostReasons = 5;
    private readonly List<string> skipped = [];

    /// <summary>To be queued.</summary>
    internal List<LiveJob> Jobs { get; } = [];

    /// <summary>To be done when their server appears.</summary>
    internal List<WaitingRun> Awaited { get; } = [];

    /// <summary>Scheduled jobs that still wait for their agent, and in whose place this run waits now.</summary>
    internal List<LiveJob> Replaced { get; } = [];

    internal void Skip(string member, string reason) => skipped.Add($"{member} ({reason})");

    /// <summary>What goes into the catalog with the claim.</summary>
    /// <param name="remark">Stands behind what was done, or empty.</param>
    internal ScheduledWork Work(string remark = "") => new([.. Jobs.Select(job => job.Row)], Awaited, this + remark);

    /// <summary>For whoever looks at the group.</summary>
    public override string ToString()
    {
        var text = Jobs.Count == 1 ? "1 job queued" : $"{Jobs.Count} jobs queued";
        if (skipped.Count == 0) return text;
        return $"{text}, {skipped.Count} skipped: {string.Join(", ", skipped.Take(MostReasons))}{(skipped.Count > MostReasons ? ", …" : "")}";
    }
}
