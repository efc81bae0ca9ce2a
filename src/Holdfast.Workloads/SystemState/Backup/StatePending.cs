using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>A backup by shadow copies whose point is not committed yet: then the writers hear that all is kept, and otherwise that it was given up.</summary>
internal sealed class StatePending(BackupDocument document, ShadowCopySession session) : IPendingBackup
{
    public BackupDocument Document => document;

    public void Committed(CancellationToken cancellation) => StateFaults.Guard(() => session.Complete(cancellation));

    public void Dispose() => session.Dispose();
}
