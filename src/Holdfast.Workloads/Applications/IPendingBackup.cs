namespace Holdfast.Workloads.Applications;


/// <summary>A backup whose data has been handed over and whose recovery point has not been committed yet. What the application must hear (truncate, forget the
/// earlier mark) waits for that. Disposed without <see cref="Committed"/>, it tells the application that the backup failed, as far as it can be told.</summary>
public interface IPendingBackup : IDisposable
{
    BackupDocument Document { get; }

    /// <summary>The point is durable. A fault here fails no backup: it is noted, and the next one makes up for it.</summary>
    void Committed(CancellationToken cancellation);
}
