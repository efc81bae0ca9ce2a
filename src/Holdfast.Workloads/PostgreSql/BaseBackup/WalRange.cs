using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>The part of the log that a backup needs.</summary>
internal readonly record struct WalRange(uint Timeline, Lsn Start, Lsn End);
