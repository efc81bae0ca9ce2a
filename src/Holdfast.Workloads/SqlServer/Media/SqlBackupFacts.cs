namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What the headers of one backup set say. The layout behind most of it is not documented: what is not where versions 9 to 17 are known or expected to
/// have it is null, and SQL Server's RESTORE HEADERONLY is then the one to ask.</summary>
public sealed record SqlBackupFacts
{
    /// <summary>Place in the file, from 1, as RESTORE … WITH FILE counts.</summary>
    public required int Position { get; init; }

    public string? Database { get; init; }

    public string? Server { get; init; }

    public SqlBackupType? Type { get; init; }

    /// <summary>Of the server, such as 10.50.1600.</summary>
    public string? Version { get; init; }

    /// <summary>Internal version of the database's files, such as 661.</summary>
    public int? DatabaseVersion { get; init; }

    public int? CompatibilityLevel { get; init; }

    public Lsn? FirstLsn { get; init; }

    public Lsn? LastLsn { get; init; }

    public Lsn? CheckpointLsn { get; init; }

    /// <summary>Of the full backup before; zero where there was none.</summary>
    public Lsn? DatabaseBackupLsn { get; init; }

    /// <summary>Of a differential: the full backup it builds on.</summary>
    public Lsn? DifferentialBaseLsn { get; init; }

    public Guid? DifferentialBaseGuid { get; init; }

    public Guid? BackupSetGuid { get; init; }

    /// <summary>Of the database when it was made; restores keep it.</summary>
    public Guid? FamilyGuid { get; init; }

    /// <summary>The recovery path at the start of the backup; another one than at its end where the database was restored to an earlier time in between.</summary>
    public Guid? FirstRecoveryForkGuid { get; init; }

    /// <summary>The recovery path at the end of the backup.</summary>
    public Guid? RecoveryForkGuid { get; init; }

    /// <summary>Where the paths part, if they do within the backup, as msdb has it.</summary>
    public Lsn? ForkPointLsn { get; init; }

    /// <summary>Where <see cref="RecoveryForkGuid"/> left the path before it, mostly long before the backup; null where the database was never restored to an earlier time.</summary>
    public Lsn? RecoveryForkLsn { get; init; }

    /// <summary>By the server's clock; UTC offset from the set's header.</summary>
    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Name of the set.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Account that made the backup.</summary>
    public string? User { get; init; }

    /// <summary>Windows locale of the database.</summary>
    public int? Locale { get; init; }

    /// <summary>Bytes as the server counts them.</summary>
    public long? Size { get; init; }

    /// <summary>Made WITH CHECKSUM. This and the next three are bits of the flags that RESTORE HEADERONLY shows.</summary>
    public bool? HasChecksums { get; init; }

    public bool? IsCopyOnly { get; init; }

    public bool? HasBulkLoggedData { get; init; }

    /// <summary>The server found damage and went on.</summary>
    public bool? IsDamaged { get; init; }

    /// <summary>A restore asks for a password. It encrypts nothing.</summary>
    public bool IsPasswordProtected { get; init; }

    /// <summary>Files of the database, as the headers list them.</summary>
    public IReadOnlyList<SqlBackupFile> Files { get; init; } = [];
}
