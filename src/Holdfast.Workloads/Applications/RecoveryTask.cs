namespace Holdfast.Workloads.Applications;


/// <summary>A recovery under way.</summary>
/// <param name="Context">Of the instance that is recovered to; for a folder, of the datasource.</param>
public sealed record RecoveryTask(
    WorkloadContext Context, RecoveryAsk Ask, RecoveryPlan Plan, IReadOnlyList<PointDocument> Points, LogState? Log, IItemNotes Notes, IWorkloadProgress Progress);
