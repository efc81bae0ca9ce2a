namespace Holdfast.Workloads.Applications;


/// <summary>A restore drill of one point.</summary>
public sealed record DrillTask(WorkloadContext Context, PointDocument Point, IReadOnlyList<PointDocument> Points, LogState? Log, IItemNotes Notes, IWorkloadProgress Progress);
