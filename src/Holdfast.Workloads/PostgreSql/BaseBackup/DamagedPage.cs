namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <param name="Path">Of its file, below the cluster.</param>
/// <param name="Block">Number within the relation.</param>
internal readonly record struct DamagedPage(string Path, uint Block);
