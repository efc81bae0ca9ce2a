namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>The backup that is taken.</summary>
/// <param name="CopyOnly">Leaves the base of differentials alone; the only full backup that a secondary replica gives.</param>
/// <param name="Why">Why it is not what was wanted; null where it is.</param>
internal sealed record BackupDecision(BackupSetKind Kind, bool CopyOnly, string? Why);
