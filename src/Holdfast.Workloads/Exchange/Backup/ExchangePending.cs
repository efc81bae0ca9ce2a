using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Exchange.Backup;

/// <summary>A backup that waits for its point. Until that is durable the writer does not hear that it succeeded, and removes no log; disposed before, it hears that the backup was aborted.</summary>
internal sealed class ExchangePending(BackupDocument document, ShadowCopySession session) : IPendingBackup
{
    public BackupDocument Document => document;

    public void Committed(CancellationToken cancellation) => ExchangeFaults.Guard(() => session.Complete(cancellation));

    public void Dispose() => session.Dispose();
}
