using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>Finds domains of libvirt on this computer.</summary>
internal static class LibvirtDiscovery
{
    private const string SystemAddress = "libvirt:///system", SystemConnection = "qemu:///system";

    /// <param name="instance">Null: libvirt itself, where it runs here; otherwise its domains.</param>
    public static IReadOnlyList<FoundDatasource> Find(WorkloadContext? instance, CancellationToken cancellation)
    {
        if (instance is null) return Virsh.IsHere && OperatingSystem.IsLinux() && Answers(cancellation) ? [new FoundDatasource(SystemAddress, "Machines of libvirt", 0, null, true)] : [];
        var address = QemuAddress.Parse(instance.Path);
        if (address.Connection is null) return [];
        var virsh = new Virsh(address.Connection, QemuOptions.Parse(instance.Options).LibvirtSocket, cancellation);
        return [.. virsh.Domains().Select(name => Describe(virsh, address, name))];
    }

    private static FoundDatasource Describe(Virsh virsh, QemuAddress address, string name)
    {
        var path = address.Of(name).ToString();
        try
        {
            var (disks, _) = new DomainXml(virsh.Definition(name, stored: false)).Disks();
            return new FoundDatasource(path, name, disks.Sum(disk => virsh.LengthOf(name, disk.Name)), address.ToString(), false, disks.Count == 0 ? "It has no disk that it can write to." : null);
        }
        catch (QemuException error)
        {
            return new FoundDatasource(path, name, 0, address.ToString(), false, error.Message);
        }
    }

    private static bool Answers(CancellationToken cancellation)
    {
        try
        {
            new Virsh(SystemConnection, null, cancellation).Version();
            return true;
        }
        catch (Exception error) when (error is WorkloadException or QemuException)
        {
            return false; // not here, or not for this account
        }
    }
}
