using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>A backup as the server's own history has it.</summary>
/// <param name="HasChecksums">Made WITH CHECKSUM.</param>
internal sealed record RecordedBackup(BackupSet Set, bool HasChecksums);
