using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>A backup whose point is not committed yet: the old reference point stays until it is, and the new one goes where it is not.</summary>
/// <param name="point">InstanceID of the new reference point; null where changes are not tracked.</param>
internal sealed class HyperVPending(BackupDocument document, OpenMachine open, LeftBehind left, string? point) : IPendingBackup
{
    private bool _isSettled;

    public BackupDocument Document => document;

    public void Committed(CancellationToken cancellation)
    {
        if (_isSettled) return;
        _isSettled = true;
        left.RemoveReferencePoints([.. left.Marks.ReferencePoints.Where(id => id != point)], cancellation);
    }

    public void Dispose()
    {
        if (!_isSettled && point is not null) left.RemoveReferencePoints([point], CancellationToken.None);
        _isSettled = true;
        open.Dispose();
    }
}
