using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>The point that a recovery reads, and what it says.</summary>
internal sealed record ChosenPoint(PointDocument Point, MachineState Machine, HyperVState Own)
{
    /// <summary>The point that is asked for.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>.</exception>
    public static ChosenPoint Of(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        var (point, machine) = MachinePlans.Choose(ask, points);
        return new ChosenPoint(point, machine, HyperVState.Of(machine));
    }

    /// <summary>What Hyper-V knew of a disk of the point.</summary>
    public TrackedDisk TrackedOf(MachineDisk disk) => Own.Disks[Machine.Disks.TakeWhile(other => other.Name != disk.Name).Count()];
}
