namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>How a database is now: one row of the facts query.</summary>
internal sealed record DatabaseStatus
{
    public required string Name { get; init; }

    public required int Id { get; init; }

    public required RecoveryModel Model { get; init; }

    /// <summary>state_desc, such as ONLINE or RESTORING.</summary>
    public string State { get; init; } = "ONLINE";

    public bool IsReadOnly { get; init; }

    public bool IsStandby { get; init; }

    public bool IsSnapshot { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>page_verify_option_desc: only CHECKSUM finds damage.</summary>
    public string PageVerify { get; init; } = "CHECKSUM";

    public Guid Family { get; init; }

    public Guid Fork { get; init; }

    /// <summary>Where the next log backup begins; null: no log chain, as in SIMPLE and until the first full backup after it.</summary>
    public Lsn? LastLogBackup { get; init; }

    /// <summary>Base that a differential would be taken over now: the newest full backup that anybody took, except copies; empty for none.</summary>
    public Guid DifferentialBase { get; init; }

    /// <summary>The same on all replicas of an availability group; empty outside of one.</summary>
    public Guid GroupDatabase { get; init; }

    /// <summary>Of an availability group, and not its primary.</summary>
    public bool IsSecondary { get; init; }

    /// <summary>sys.fn_hadr_backup_is_preferred_replica; true outside of a group.</summary>
    public bool IsPreferred { get; init; } = true;

    /// <summary>Major version of the server.</summary>
    public int Version { get; init; }

    /// <summary>Bytes of its files.</summary>
    public long Size { get; init; }

    public bool IsMaster => string.Equals(Name, "master", StringComparison.OrdinalIgnoreCase);

    public bool IsTempDb => string.Equals(Name, "tempdb", StringComparison.OrdinalIgnoreCase);

    /// <summary>master, tempdb, model, msdb.</summary>
    public bool IsSystem => Id is >= 1 and <= 4;

    /// <summary>Whether there can be log backups at all.</summary>
    public bool KeepsLog => Model != RecoveryModel.Simple && !IsMaster && !IsReadOnly && !IsStandby;
}
