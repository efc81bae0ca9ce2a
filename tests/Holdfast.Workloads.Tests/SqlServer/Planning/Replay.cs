using Holdfast.Workloads.SqlServer.Planning;
using static Holdfast.Workloads.Tests.SqlServer.Planning.SimulatedServer;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

/// <summary>A database that is being restored, by the rules of RESTORE; it shares no code with the planner. Null: SQL Server would refuse.</summary>
internal sealed record Replay(int At, Guid Fork, IReadOnlyList<Commit> Commits, Guid Full, bool HasLogs, bool IsStopped)
{
    public static Replay? Restore(TakenSet full) =>
        full.Set is { Kind: BackupSetKind.Full, Damaged: false } ? new Replay(full.Last, full.Lineage[^1].Fork, full.Commits, full.Set.Id, false, false) : null;

    public Replay? Apply(TakenSet set, int? stopAt, int? stopBefore)
    {
        if (set.Set.Damaged || IsStopped) return null;
        return set.Set.Kind switch
        {
            BackupSetKind.Differential => set.Base!.Set.Id == Full && !HasLogs && set.Last >= At ? this with { At = set.Last, Fork = set.Lineage[^1].Fork, Commits = set.Commits } : null,
            BackupSetKind.Log => ApplyLog(set, stopAt, stopBefore),
            _ => null,
        };
    }

    private Replay? ApplyLog(TakenSet log, int? stopAt, int? stopBefore)
    {
        // Where the record that is needed next stands on the path that the log follows.
        var path = log.Lineage;
        var mine = path.ToList().FindIndex(segment => segment.Fork == Fork);
        if (mine < 0 || At < log.First || At > log.Last) return null;
        if (mine + 1 < path.Count && At > path[mine + 1].From) return null;
        if (At < path[mine].From) return null;
        if (mine != path.Count - 1 && path[mine].Fork != log.Set.FirstFork) return null;
        if (log.Set.Bulk && stopAt is { } inside && inside < log.Time) return null;
        var next = log.Commits.Where(commit => commit.Lsn >= At && commit.Lsn >= log.First && commit.Lsn < (stopBefore ?? int.MaxValue)).TakeWhile(commit => stopAt is null || commit.Time <= stopAt).ToList();
        return this with
        {
            At = stopBefore ?? log.Last, Fork = stopBefore is null ? path[^1].Fork : Fork, Commits = [.. Commits, .. next], HasLogs = true,
            IsStopped = stopAt is { } stop && log.Commits.Any(commit => commit.Lsn >= At && commit.Time > stop),
        };
    }
}
