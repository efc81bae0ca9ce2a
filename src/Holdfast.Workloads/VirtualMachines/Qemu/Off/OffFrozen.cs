using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Off;

/// <summary>Disks of a machine that is off: they stand still as long as it is. It may be started at any time, and then what was read is no point.</summary>
/// <param name="images">By name of the disk.</param>
/// <param name="confirm">Refuses where the machine may have run since it was looked at.</param>
internal sealed class OffFrozen(WorkloadContext context, QemuOptions options, IReadOnlyDictionary<string, OffImage> images, Action confirm) : IQemuFrozen
{
    private readonly MeetingFolder folder = MeetingFolder.Make(context, options.Scratch, null);
    private readonly List<ImageServer> servers = [];

    /// <summary>Whether the guest wrote everything out before it was turned off is not known.</summary>
    public ConsistencyGuarantee Guarantee => ConsistencyGuarantee.Crash;

    public long BytesRead => servers.Sum(server => server.Disk.BytesRead);

    public DiskSource Open(DiskPlan disk, CancellationToken cancellation)
    {
        var server = ImageServer.Start(images[disk.Disk.Name], disk.Held, $"{folder.Socket}{servers.Count}", context.Clock, cancellation);
        servers.Add(server);
        if (server.Disk.Length != disk.Kept.Length) throw new NbdException($"The disk {disk.Disk.Name} has {server.Disk.Length} bytes where qemu-img told {disk.Kept.Length}.");
        return new DiskSource(disk.Disk.Name, server.Disk, disk.Held is null ? null : server.Disk.Dirty(disk.Held));
    }

    public void Confirm() => confirm();

    public void Dispose()
    {
        foreach (var server in servers) server.Dispose();
        folder.Dispose();
    }
}
