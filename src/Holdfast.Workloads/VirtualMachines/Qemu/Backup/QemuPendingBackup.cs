using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Backup;

/// <summary>A backup that was read and whose point is not durable yet: the marks of the point before stay until it is.</summary>
/// <param name="settlement">Null where no marks were made.</param>
internal sealed class QemuPendingBackup(BackupDocument document, MarkSettlement? settlement, IItemNotes notes) : IPendingBackup
{
    private bool isSettled;

    public BackupDocument Document => document;

    public void Committed(CancellationToken cancellation)
    {
        isSettled = true;
        settlement?.Commit(notes);
    }

    public void Dispose()
    {
        if (!isSettled) settlement?.TakeBack(notes);
        isSettled = true;
    }
}
