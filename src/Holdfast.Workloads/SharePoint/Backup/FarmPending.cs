using System.Runtime.ExceptionServices;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SharePoint.Backup;

/// <summary>Backups of all databases of a farm that wait for one point.</summary>
internal sealed class FarmPending(BackupDocument document, IReadOnlyList<IPendingBackup> databases) : IPendingBackup
{
    public BackupDocument Document => document;

    /// <summary>Each hears of it, also where one before it cannot take note.</summary>
    public void Committed(CancellationToken cancellation)
    {
        ExceptionDispatchInfo? first = null;
        foreach (var database in databases)
        {
            try
            {
                database.Committed(cancellation);
            }
            catch (WorkloadException fault)
            {
                first ??= ExceptionDispatchInfo.Capture(fault);
            }
        }
        first?.Throw();
    }

    public void Dispose()
    {
        foreach (var database in databases) database.Dispose();
    }
}
