using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;
using Holdfast.Workloads.VirtualMachines.Qemu.Off;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>A machine at whose monitor nobody listens: its disks are those of its last recovery point.</summary>
internal static class OffProcess
{
    /// <summary>Beneath machine/, beside what the monitor told when it ran.</summary>
    private const string StateFile = "state.txt";

    /// <param name="known">What the last point says of it.</param>
    /// <exception cref="WorkloadException">A disk of it cannot be read.</exception>
    public static OffMachine Open(WorkloadContext context, string monitor, QemuOptions options, MachineState known, QemuState own, CancellationToken cancellation)
    {
        IReadOnlyList<DomainDisk> disks = [.. known.Disks.OrderBy(disk => disk.Order).Select(disk => new DomainDisk(disk.Name, disk.Format, disk.Origin, disk.Attachment, disk.SectorLength))];
        var configuration = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [StateFile] = Encoding.UTF8.GetBytes("off: nobody listened at the monitor; the rest is what it told before\n") };
        void RequireOff()
        {
            if (MonitorPresence.Runs(monitor, cancellation)) throw OffSource.Started("somebody listens at its monitor");
        }
        return new OffMachine(context, options, new OffSource(disks, found => new QemuFacts(known.Machine, known.Name, own.Version, found, own.Hardware, configuration, []), RequireOff, _ => { }) { KeepsConfiguration = true }, cancellation);
    }
}
