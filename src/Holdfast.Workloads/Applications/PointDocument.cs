namespace Holdfast.Workloads.Applications;


/// <summary>A recovery point as a plan sees it.</summary>
public sealed record PointDocument(string Id, DateTimeOffset Created, BackupDocument Document);
