namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What a configuration stream (MQCI) says. A set has it twice: before its data, and after it with what is known only then. Times are the server's clock.</summary>
internal sealed record BackupConfiguration
{
    public string? Database { get; init; }

    public string? Server { get; init; }

    public required SqlBackupType Type { get; init; }

    public required string Version { get; init; }

    public required int DatabaseVersion { get; init; }

    public required int CompatibilityLevel { get; init; }

    public required Lsn FirstLsn { get; init; }

    public required Lsn LastLsn { get; init; }

    public required Lsn CheckpointLsn { get; init; }

    public required Lsn DatabaseBackupLsn { get; init; }

    public Lsn? DifferentialBaseLsn { get; init; }

    public Guid? DifferentialBaseGuid { get; init; }

    public Guid? FamilyGuid { get; init; }

    public Guid? RecoveryForkGuid { get; init; }

    public Guid? FirstRecoveryForkGuid { get; init; }

    public Lsn? RecoveryForkLsn { get; init; }

    public required DateTime Started { get; init; }

    public DateTime? Finished { get; init; }

    public required int Locale { get; init; }

    public required long Size { get; init; }

    public required uint Flags { get; init; }

    public required IReadOnlyList<SqlBackupFile> Files { get; init; }

    /// <summary>What is known when a backup begins, and does not change.</summary>
    public (string?, string?, SqlBackupType, string, int, Guid?, DateTime) Identity => (Database, Server, Type, Version, DatabaseVersion, FamilyGuid, Started);
}
