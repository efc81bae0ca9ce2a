namespace Holdfast.Workloads.Applications;


/// <summary>One backup.</summary>
/// <param name="Wanted">What the schedule or a person asks for; the workload takes more where the chain requires it, and says so in the document.</param>
/// <param name="Previous">Document of the newest point; null for the first.</param>
/// <param name="Log">State of the followed log; null where none is followed.</param>
/// <param name="ReadEverything">A consistency check: nothing is taken from the previous point unread.</param>
public sealed record BackupTask(
    WorkloadContext Context, BackupType Wanted, BackupDocument? Previous, LogState? Log, bool ReadEverything, IItemNotes Notes, IWorkloadProgress Progress);
