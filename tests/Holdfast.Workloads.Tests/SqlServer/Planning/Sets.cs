using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

/// <summary>Backup sets for tests: LSNs and times as small numbers.</summary>
internal static class Sets
{
    public static readonly DateTimeOffset Zero = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly Guid Fork = new("11111111-0000-0000-0000-000000000000");

    public static DateTimeOffset At(int second) => Zero.AddSeconds(second);

    public static Lsn Number(int lsn) => new(30, (uint)lsn, 1);

    public static Guid Id(int number) => new(number, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    public static BackupSet Full(int id, int first, int last, int time, bool copyOnly = false) => new()
    {
        Id = Id(id), Kind = BackupSetKind.Full, Database = "Sales", Server = "SQL1", First = Number(first), Last = Number(last), Checkpoint = Number(first), FirstFork = Fork, LastFork = Fork,
        Started = At(time), Finished = At(time), CopyOnly = copyOnly, Version = 16, Items = [$"full/{id}-1.bak"],
        Files = [new DatabaseFile("Sales", @"D:\data\Sales.mdf", 'D', 1 << 20), new DatabaseFile("Sales_log", @"E:\log\Sales_log.ldf", 'L', 1 << 20)],
    };

    public static BackupSet Differential(int id, BackupSet full, int first, int last, int time) => new()
    {
        Id = Id(id), Kind = BackupSetKind.Differential, Database = "Sales", Server = "SQL1", First = Number(first), Last = Number(last), Checkpoint = Number(first), DifferentialBase = full.Id,
        DifferentialBaseLsn = full.Checkpoint, FirstFork = full.LastFork, LastFork = full.LastFork, Started = At(time), Finished = At(time), Version = 16, Items = [$"differential/{id}-1.bak"], Files = full.Files,
    };

    public static BackupSet Log(int id, int first, int last, int time, Guid? fork = null) => new()
    {
        Id = Id(id), Kind = BackupSetKind.Log, Database = "Sales", Server = "SQL1", First = Number(first), Last = Number(last), FirstFork = fork ?? Fork, LastFork = fork ?? Fork,
        Started = At(time), Finished = At(time), Version = 16, Items = [$"log/{id:D4}-{last}.trn"],
    };
}
