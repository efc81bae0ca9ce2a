using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>Where a database is restored to.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Present">What has the name now; null where nothing has.</param>
internal sealed record RestoredDatabase(string Name, DatabaseStatus? Present)
{
    public bool Exists => Present is not null;

    public bool IsOpen => Present is { State: "ONLINE" };

    /// <summary>What is done about the log that no backup holds yet.</summary>
    public TailChoice Tail => Present switch
    {
        { KeepsLog: true, LastLogBackup: not null, State: "ONLINE" } => TailChoice.Online,
        { KeepsLog: true, State: "SUSPECT" or "RECOVERY_PENDING" or "EMERGENCY" } => TailChoice.Damaged,
        _ => TailChoice.None,
    };
}
