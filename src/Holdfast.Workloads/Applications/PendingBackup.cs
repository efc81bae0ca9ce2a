namespace Holdfast.Workloads.Applications;


/// <summary>A backup after which the application need not hear anything, or no more than an action.</summary>
public sealed class PendingBackup(BackupDocument document, Action<CancellationToken>? committed = null) : IPendingBackup
{
    public BackupDocument Document => document;

    public void Committed(CancellationToken cancellation) => committed?.Invoke(cancellation);

    public void Dispose()
    {
    }
}
