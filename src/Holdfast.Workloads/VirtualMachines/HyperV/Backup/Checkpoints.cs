using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Makes and removes the checkpoints that backups read, and the reference points that they become.</summary>
internal sealed class Checkpoints(IWmiSession session, TimeProvider clock)
{
    private readonly WmiService _service = WmiService.Find(session, Msvm.SnapshotService, clock);

    /// <summary>Freezes the disks of a machine at one moment.</summary>
    /// <param name="isApplication">Applications inside take part. Where the host cannot ask them (Windows Server 2012 R2), the checkpoint is what that host makes.</param>
    /// <exception cref="MethodFailure">Hyper-V could not: with applications, mostly because they did not answer.</exception>
    public WmiObject Create(Machine machine, bool isApplication, bool isGuestFull, CancellationToken cancellation) =>
        _service.Call("CreateSnapshot",
            [WmiArgument.Of("AffectedSystem", machine.System.Path), WmiArgument.Of("SnapshotSettings", Settings(isApplication, isGuestFull)), WmiArgument.Of("SnapshotType", Msvm.RecoveryType)],
            cancellation).Made("ResultingSnapshot", Msvm.SystemSettings);

    /// <summary>Whether the host lets a backup say what a checkpoint must be: from Windows Server 2016 on.</summary>
    public bool CanAskApplications => session.New(Msvm.SnapshotSettings) is not null;

    /// <summary>Removes a checkpoint: its disks go on as one with the machine's.</summary>
    public void Destroy(string path, CancellationToken cancellation) => _service.Call("DestroySnapshot", [WmiArgument.Of("AffectedSnapshot", path)], cancellation);

    /// <summary>Makes a reference point of a checkpoint: it is removed, and changes since its moment are tracked.</summary>
    public WmiObject Convert(WmiObject checkpoint, CancellationToken cancellation) =>
        _service.Call("ConvertToReferencePoint", [WmiArgument.Of("AffectedSnapshot", checkpoint.Path), WmiArgument.Of("ReferencePointSettings", "")], cancellation)
            .Made("ResultingReferencePoint", Msvm.ReferencePoint);

    private string Settings(bool isApplication, bool isGuestFull)
    {
        if (session.New(Msvm.SnapshotSettings) is not { } settings) return "";
        settings = settings.With("ConsistencyLevel", CimText.Of(isApplication ? Msvm.ApplicationConsistent : Msvm.CrashConsistent)).With("IgnoreNonSnapshottableDisks", CimText.Of(true));
        // Since version 1703 of Windows; before, guests hear of a copy.
        if (settings.Has("GuestBackupType")) settings = settings.With("GuestBackupType", CimText.Of(isGuestFull ? Msvm.GuestFull : Msvm.GuestCopy));
        return EmbeddedInstance.Write(settings);
    }
}
