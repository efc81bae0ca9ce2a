namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>One log to apply.</summary>
/// <param name="StopBefore">Only up to this record, because the database was once recovered there; zero: all of it.</param>
internal sealed record LogStep(BackupSet Set, Lsn StopBefore)
{
    public LogStep(BackupSet set)
        : this(set, Lsn.Zero)
    {
    }
}
