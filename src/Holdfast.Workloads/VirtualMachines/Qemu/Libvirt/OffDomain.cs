using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Off;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>A domain that is off: libvirt knows its disks, and does not read them.</summary>
internal static class OffDomain
{
    public const string State = "shut off";

    /// <exception cref="WorkloadException">A disk of it cannot be read.</exception>
    public static OffMachine Open(WorkloadContext context, string domain, Virsh virsh, QemuOptions options, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux()) throw new WorkloadException(WorkloadFault.NotPossible, $"The domain {domain} is off, and images of machines that are off are read on Linux only.", "Start it; until then its last recovery point is what it is.");
        var facts = new DomainFacts(virsh, domain, context.Path, options, isOff: true);
        void RequireOff()
        {
            if (virsh.State(domain) is not State and var state) throw OffSource.Started($"libvirt says {state}");
        }
        return new OffMachine(context, options, new OffSource(facts.Disks, facts.With, RequireOff, tag => virsh.ForgetCheckpoints(domain, tag)), cancellation);
    }
}
