using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Backup;

/// <summary>The disks of a machine at one moment, while the machine goes on. Disposed, the machine has nothing of it any more but its new marks.</summary>
internal interface IQemuFrozen : IDisposable
{
    ConsistencyGuarantee Guarantee { get; }

    /// <summary>Bytes of disks that were read up to now.</summary>
    long BytesRead { get; }

    /// <summary>One of them; disposed with this.</summary>
    /// <exception cref="Nbd.NbdException">It cannot be read.</exception>
    DiskSource Open(DiskPlan disk, CancellationToken cancellation);

    /// <summary>Refuses where what was read up to now is not of one moment. A running machine is held at its moment, and what breaks that breaks the reading.</summary>
    /// <exception cref="WorkloadException">It is not.</exception>
    void Confirm()
    {
    }
}
