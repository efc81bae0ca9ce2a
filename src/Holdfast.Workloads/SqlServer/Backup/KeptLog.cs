using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>A log that SQL Server has given away and no point holds yet.</summary>
/// <param name="Name">Of the backup, as msdb knows it; the file is called after it.</param>
/// <param name="Path">The file.</param>
/// <param name="Set">Its facts; null where the run that took it ended before it knew them.</param>
internal sealed record KeptLog(string Name, string Path, BackupSet? Set);
