namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>One backup set as its header tells it (RESTORE HEADERONLY, msdb.dbo.backupset), with the items that hold it. Guid.Empty and a zero LSN: not known.</summary>
internal sealed record BackupSet
{
    /// <summary>backup_set_uuid: what a differential names as its base.</summary>
    public required Guid Id { get; init; }

    public required BackupSetKind Kind { get; init; }

    public string Server { get; init; } = "";

    public required string Database { get; init; }

    /// <summary>The same for a database and what was restored from it; another for one that was made anew under the name.</summary>
    public Guid Family { get; init; }

    public required Lsn First { get; init; }

    /// <summary>The record after the last one in the set: where the next log backup begins.</summary>
    public required Lsn Last { get; init; }

    public Lsn Checkpoint { get; init; }

    /// <summary>Checkpoint of the full backup before it.</summary>
    public Lsn DatabaseBackup { get; init; }

    public Lsn DifferentialBaseLsn { get; init; }

    public Guid DifferentialBase { get; init; }

    public Guid FirstFork { get; init; }

    public Guid LastFork { get; init; }

    /// <summary>Where the log left <see cref="FirstFork"/>; only where the two forks differ.</summary>
    public Lsn ForkPoint { get; init; }

    /// <summary>Whole seconds, with the server's offset: STOPAT speaks the server's local time.</summary>
    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    public bool CopyOnly { get; init; }

    /// <summary>A log with minimally logged work: it can be applied whole or not at all.</summary>
    public bool Bulk { get; init; }

    public bool Damaged { get; init; }

    /// <summary>The items are the database's files as a shadow copy had them, and the documents of VSS; not a backup file.</summary>
    public bool IsShadowCopy { get; init; }

    public RecoveryModel Model { get; init; } = RecoveryModel.Full;

    /// <summary>Major version of the server that wrote it; 0 where not known.</summary>
    public int Version { get; init; }

    /// <summary>Bytes that the backup took before compression.</summary>
    public long Size { get; init; }

    /// <summary>Thumbprint of the certificate without which it cannot be restored; null where there is none.</summary>
    public string? Certificate { get; init; }

    /// <summary>Items of the recovery point that hold it, stripes in order.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Files of the database; empty for logs.</summary>
    public IReadOnlyList<DatabaseFile> Files { get; init; } = [];

    public bool CrossesFork => FirstFork != LastFork;

    /// <summary>Nothing was logged between its start and its end.</summary>
    public bool IsEmptyLog => Kind == BackupSetKind.Log && First == Last && !CrossesFork;

    /// <summary>The moment up to which it certainly holds everything: for data the end of reading, for a log the start.</summary>
    public DateTimeOffset Moment => Kind == BackupSetKind.Log ? Started : Finished;

    /// <summary>Whether this differential can be applied over a full backup.</summary>
    public bool IsBasedOn(BackupSet full) =>
        Kind == BackupSetKind.Differential && full is { Kind: BackupSetKind.Full, CopyOnly: false }
        && (DifferentialBase != Guid.Empty ? DifferentialBase == full.Id
            : DifferentialBaseLsn is { IsZero: false } lsn ? lsn == full.Checkpoint || lsn == full.First
            : !DatabaseBackup.IsZero && DatabaseBackup == full.Checkpoint);
}
