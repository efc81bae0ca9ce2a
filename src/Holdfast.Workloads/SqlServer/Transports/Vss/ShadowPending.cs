using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>A backup by shadow copies that waits for its point: the writer hears that it succeeded when nothing can lose it any more, and that it was aborted otherwise.</summary>
internal sealed class ShadowPending(BackupDocument document, ShadowCopySession session, Action committed) : IPendingBackup
{
    public BackupDocument Document => document;

    public void Committed(CancellationToken cancellation)
    {
        committed();
        ShadowFaults.Guard(() => session.Complete(cancellation));
    }

    public void Dispose() => session.Dispose();
}
