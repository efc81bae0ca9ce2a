namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>One thing that a restore does at the instance.</summary>
internal abstract record RestoreStep
{
    private RestoreStep()
    {
    }

    /// <summary>Ends other connections of the database, so that it can be replaced.</summary>
    public sealed record TakeAlone : RestoreStep;

    /// <summary>Backs up the log that no backup holds yet, and leaves the database restoring.</summary>
    /// <param name="IsDamaged">The data cannot be read, its log can.</param>
    public sealed record TailLog(bool IsDamaged) : RestoreStep;

    /// <summary>Restores a full or differential backup.</summary>
    public sealed record Data(BackupSet Set, IReadOnlyList<FileMove> Moves, bool Replace) : RestoreStep;

    /// <param name="StopAt">Null: all of it.</param>
    public sealed record Log(LogStep Step, DateTimeOffset? StopAt) : RestoreStep;

    /// <summary>Applies the tail that was backed up before.</summary>
    public sealed record ApplyTail : RestoreStep;

    /// <summary>Rolls back what was not committed and opens the database.</summary>
    public sealed record Recover : RestoreStep;

    /// <summary>Opens the database to readers; more logs can follow.</summary>
    /// <param name="UndoFile">Where the server keeps what it rolls back for the readers.</param>
    public sealed record Standby(string UndoFile) : RestoreStep;

    /// <summary>Copies the files of a shadow copy and makes a database of them, at an instance whose writer does not know it.</summary>
    public sealed record Attach(BackupSet Set, IReadOnlyList<FileMove> Moves) : RestoreStep;

    public sealed record GiveBack : RestoreStep;

    public sealed record CheckPages : RestoreStep;
}
