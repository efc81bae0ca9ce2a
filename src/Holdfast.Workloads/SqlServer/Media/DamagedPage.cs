namespace Holdfast.Workloads.SqlServer.Media;

/// <param name="Id">By its place among its neighbors where they tell, else by its header.</param>
/// <param name="Offset">Of its first byte in the backup file.</param>
public readonly record struct DamagedPage(PageId Id, long Offset);
