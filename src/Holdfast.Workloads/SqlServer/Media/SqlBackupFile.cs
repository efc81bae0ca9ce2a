namespace Holdfast.Workloads.SqlServer.Media;

/// <param name="Id">file_id.</param>
/// <param name="LogicalName">As RESTORE … MOVE takes it.</param>
/// <param name="PhysicalName">Path on the server.</param>
/// <param name="FileGroup">Null for a log.</param>
/// <param name="Size">Bytes that the file has after a restore.</param>
public sealed record SqlBackupFile(int Id, bool IsLog, string LogicalName, string PhysicalName, string? FileGroup, long Size);
