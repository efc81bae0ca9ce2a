using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;

namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Which backup a database allows, and which one is needed so that it can be restored.</summary>
internal static class BackupRules
{
    /// <summary>Full and differential backups of secondary replicas came after SQL Server 2022.</summary>
    private const int LastWithoutSecondaryFulls = 16;

    /// <summary>Why a database cannot be protected at all; null where it can.</summary>
    public static string? Unprotectable(DatabaseStatus status) =>
        status.IsTempDb ? "tempdb is made anew at every start; SQL Server gives no backup of it"
        : status.IsSnapshot ? "a database snapshot cannot be backed up; protect its source"
        : null;

    /// <summary>Backups that are possible now, full first.</summary>
    public static IReadOnlyList<BackupType> Possible(DatabaseStatus status, SqlTransportKind transport) =>
        [.. Possible(status).Where(type => type != BackupType.Incremental || transport != SqlTransportKind.Vss)];

    /// <summary>By backups that SQL Server writes itself.</summary>
    public static IReadOnlyList<BackupType> Possible(DatabaseStatus status) =>
        status.IsMaster ? [BackupType.Full]
        : IsLimited(status) ? status.KeepsLog ? [BackupType.Full, BackupType.Log] : [BackupType.Full]
        : status.KeepsLog ? [BackupType.Full, BackupType.Incremental, BackupType.Log]
        : [BackupType.Full, BackupType.Incremental];

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: the database's state allows no backup.</exception>
    public static void Admit(DatabaseStatus status)
    {
        if (Unprotectable(status) is { } reason)
            throw new WorkloadException(WorkloadFault.NotPossible, $"Database {status.Name}: {reason}.", "Take it out of the group.");
        if (status.State != "ONLINE")
            throw new WorkloadException(WorkloadFault.NotPossible, $"Database {status.Name} is {status.State}; only one that is ONLINE can be backed up.", "Bring it online, or recover it.");
        if (!status.IsPreferred)
            throw new WorkloadException(WorkloadFault.NotPossible, $"The availability group prefers backups of {status.Name} on another replica, and none of its replicas that prefers them could be reached.",
                "See that the preferred replica is up and can be reached under its name, or change the group's backup preference.");
    }

    /// <summary>Shadow copies hold whole databases and no logs: what is not a log becomes a full backup, of which only what changed is stored.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: SqlServerWriter gives no backup of a secondary replica.</exception>
    public static BackupDecision Decide(BackupType wanted, DatabaseStatus status, IReadOnlyList<BackupSet> chain, SqlTransportKind transport)
    {
        var decision = Decide(wanted, status, chain);
        if (transport != SqlTransportKind.Vss || decision.Kind == BackupSetKind.Log) return decision;
        if (status.IsSecondary)
            throw new WorkloadException(WorkloadFault.NotPossible, $"SqlServerWriter gives no backup of {status.Name}, which is a secondary replica here.", "Let the group prefer backups on its primary, or set transport=vdi or transport=objects.");
        return decision.Kind == BackupSetKind.Full ? decision : new BackupDecision(BackupSetKind.Full, false, Join(decision.Why, "a shadow copy holds all of a database; what did not change is stored once"));
    }

    /// <param name="chain">Sets of the newest point and what followed it, in order of time; empty for the first backup.</param>
    public static BackupDecision Decide(BackupType wanted, DatabaseStatus status, IReadOnlyList<BackupSet> chain)
    {
        var limited = IsLimited(status);
        if (wanted == BackupType.Full) return new BackupDecision(BackupSetKind.Full, limited, null);
        if (status.IsMaster) return new BackupDecision(BackupSetKind.Full, false, "of master there are full backups only");
        if (FullNeeded(status, chain) is { } reason) return new BackupDecision(BackupSetKind.Full, limited, reason);
        return wanted == BackupType.Log ? Log(status, chain, limited) : Differential(status, chain, limited, null);
    }

    private static BackupDecision Log(DatabaseStatus status, IReadOnlyList<BackupSet> chain, bool limited)
    {
        if (status.Model == RecoveryModel.Simple) return Differential(status, chain, limited, "the recovery model SIMPLE keeps no log to back up");
        if (!status.KeepsLog) return Differential(status, chain, limited, "a database that is read only has no log to back up");
        if (status.LastLogBackup is not { } next) return new BackupDecision(BackupSetKind.Full, limited, "the log chain has not begun since the recovery model was changed");
        var end = ChainUpkeep.End(chain);
        return next > end
            ? Differential(status, chain, limited, $"the log from LSN {end} to {next} was backed up by somebody else or is gone")
            : !limited && chain.Count(set => set.Kind == BackupSetKind.Log) >= ChainUpkeep.MostLogs ? Differential(status, chain, limited, $"{ChainUpkeep.MostLogs} logs have come together")
            : new BackupDecision(BackupSetKind.Log, false, null);
    }

    private static BackupDecision Differential(DatabaseStatus status, IReadOnlyList<BackupSet> chain, bool limited, string? why)
    {
        if (limited)
        {
            var broken = why is not null || !status.KeepsLog || status.LastLogBackup is not { } next || next > ChainUpkeep.End(chain);
            return broken ? new BackupDecision(BackupSetKind.Full, true, why ?? "a secondary replica gives no differential backup")
                : new BackupDecision(BackupSetKind.Log, false, "a secondary replica gives no differential backup");
        }
        var full = chain.Last(set => set is { Kind: BackupSetKind.Full, Damaged: false });
        if (full.CopyOnly) return new BackupDecision(BackupSetKind.Full, false, Join(why, "the last full backup is a copy, and no differential can be taken over it"));
        return status.DifferentialBase == full.Id
            ? new BackupDecision(BackupSetKind.Differential, false, why)
            : new BackupDecision(BackupSetKind.Full, false, Join(why, "a full backup was taken by somebody else, and differentials would need that one"));
    }

    private static string? FullNeeded(DatabaseStatus status, IReadOnlyList<BackupSet> chain)
    {
        if (chain.LastOrDefault(set => set is { Kind: BackupSetKind.Full, Damaged: false }) is not { } full) return "there is no full backup yet";
        var last = chain[^1];
        if (full.Family != Guid.Empty && status.Family != Guid.Empty && full.Family != status.Family) return "the database was made anew under its name";
        if (last.LastFork != Guid.Empty && status.Fork != Guid.Empty && last.LastFork != status.Fork) return "the database was restored since the last backup";
        return (last.Model == RecoveryModel.Simple) != (status.Model == RecoveryModel.Simple) ? $"the recovery model was changed from {Name(last.Model)} to {Name(status.Model)}" : null;
    }

    private static bool IsLimited(DatabaseStatus status) => status.IsSecondary && status.Version <= LastWithoutSecondaryFulls;

    private static string Join(string? first, string second) => first is null ? second : $"{first}, and {second}";

    private static string Name(RecoveryModel model) => model switch
    {
        RecoveryModel.Full => "FULL",
        RecoveryModel.BulkLogged => "BULK_LOGGED",
        _ => "SIMPLE",
    };
}
