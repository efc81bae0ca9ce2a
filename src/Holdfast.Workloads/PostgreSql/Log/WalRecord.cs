using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>One record of the log.</summary>
/// <param name="Previous">Position of the record before it.</param>
/// <param name="Ended">When a transaction ended with it, by the server's clock; null for all other records.</param>
/// <param name="IsCommit">Whether that transaction took effect.</param>
/// <param name="IsSound">Its checksum holds.</param>
internal readonly record struct WalRecord(Lsn Position, Lsn Previous, DateTimeOffset? Ended, bool IsCommit, bool IsSound);
