namespace Holdfast.Agent.Inspection;

/// <summary>A backup set in a backup file of SQL Server. What its headers do not say is null. LSNs are decimal as in msdb.</summary>
public sealed record InspectedBackupSet
{
    public required int Position { get; init; }

    public string? Database { get; init; }

    public string? Server { get; init; }

    /// <summary>full, differential, log, file, fileDifferential, partial, partialDifferential.</summary>
    public string? Type { get; init; }

    public string? Version { get; init; }

    public int? DatabaseVersion { get; init; }

    public int? CompatibilityLevel { get; init; }

    public string? FirstLsn { get; init; }

    public string? LastLsn { get; init; }

    public string? CheckpointLsn { get; init; }

    public string? DatabaseBackupLsn { get; init; }

    public string? DifferentialBaseLsn { get; init; }

    public Guid? DifferentialBaseGuid { get; init; }

    public Guid? BackupSetGuid { get; init; }

    public Guid? FamilyGuid { get; init; }

    public Guid? FirstRecoveryForkGuid { get; init; }

    public Guid? RecoveryForkGuid { get; init; }

    public string? ForkPointLsn { get; init; }

    /// <summary>Where the recovery path left the one before it.</summary>
    public string? RecoveryForkLsn { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? User { get; init; }

    public int? Locale { get; init; }

    public long? Size { get; init; }

    public bool? HasChecksums { get; init; }

    public bool? CopyOnly { get; init; }

    public bool? HasBulkLoggedData { get; init; }

    public bool PasswordProtected { get; init; }

    public required long PagesSeen { get; init; }

    public required long PagesChecked { get; init; }

    public required long PagesDamaged { get; init; }

    /// <summary>Formatted pages that carry no checksum.</summary>
    public required long PagesUnprotected { get; init; }

    /// <summary>The first 100.</summary>
    public required IReadOnlyList<InspectedPage> DamagedPages { get; init; }

    public required long LogBytes { get; init; }

    public required IReadOnlyList<InspectedDatabaseFile> Files { get; init; }
}
