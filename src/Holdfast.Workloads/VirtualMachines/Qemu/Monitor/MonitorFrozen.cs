using System.Text.Json.Nodes;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>
/// Disks behind a monitor at one moment: an image over each takes up what the guest overwrites (a backup job with sync=none), and is served by NBD. The jobs of all disks, their new bitmaps, and
/// the end of the old ones are one transaction.
/// </summary>
internal sealed class MonitorFrozen(QmpConnection qmp, MonitorCommands commands, WorkloadContext context, QemuOptions options, QemuNames names) : IQemuFrozen
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<NbdDisk> opened = [];
    private MeetingFolder? folder;
    private bool isServing;

    public ConsistencyGuarantee Guarantee { get; private set; } = ConsistencyGuarantee.Crash;

    public long BytesRead => opened.Sum(disk => disk.BytesRead);

    public void Begin(IReadOnlyList<DiskPlan> plan, CancellationToken cancellation)
    {
        folder = MeetingFolder.Make(context, options.Scratch, qmp.Peer is { } peer ? (peer.User, peer.Group) : null);
        var actions = new JsonArray();
        foreach (var disk in plan)
        {
            var number = numbers[disk.Disk.Name] = numbers.Count;
            Cover(disk.Disk, number);
            actions.Add(MonitorCommands.Action("blockdev-backup", new JsonObject
            {
                ["job-id"] = names.Job(number), ["device"] = disk.Disk.Node, ["target"] = names.ScratchNode(number), ["sync"] = "none",
            }));
            actions.Add(MonitorCommands.Action("block-dirty-bitmap-add", new JsonObject { ["node"] = disk.Disk.Node, ["name"] = names.Mark, ["persistent"] = disk.Disk.KeepsBitmaps }));
            if (disk.Held is not null) actions.Add(MonitorCommands.Action("block-dirty-bitmap-disable", new JsonObject { ["node"] = disk.Disk.Node, ["name"] = disk.Held }));
        }
        if (options.GuestAgent is { } agent) Guarantee = GuestFreeze.By(agent, cancellation).While(() => commands.Transaction(actions));
        else commands.Transaction(actions);
        Serve(plan);
    }

    public DiskSource Open(DiskPlan disk, CancellationToken cancellation)
    {
        var address = options.NbdServer ?? NbdAddress.Socket(folder!.Socket);
        var source = NbdDisk.Open(address, names.Export(numbers[disk.Disk.Name]), disk.Since, disk.Disk.SectorLength, cancellation);
        opened.Add(source);
        // The guest may have grown or shrunk it since it was asked; what is served is what the moment had.
        if (source.Length != disk.Kept.Length) throw new NbdException($"The disk {disk.Disk.Name} has {source.Length} bytes where QEMU told {disk.Kept.Length}.");
        return new DiskSource(disk.Disk.Name, source, disk.Since is null ? null : source.Dirty(disk.Since));
    }

    public void Dispose()
    {
        foreach (var disk in opened) disk.Dispose();
        try
        {
            commands.Sweep(names.Prefix);
            if (isServing) qmp.TryExecute("nbd-server-stop");
        }
        finally
        {
            folder?.Dispose();
        }
    }

    private void Cover(QemuDisk disk, int number)
    {
        var file = folder!.Scratch(number);
        commands.Create(names.CreateJob(number), new JsonObject { ["driver"] = "file", ["filename"] = file, ["size"] = 0 });
        qmp.Execute("blockdev-add", new JsonObject { ["driver"] = "file", ["node-name"] = names.FileNode(number), ["filename"] = file });
        commands.Create(names.CreateJob(number), new JsonObject { ["driver"] = "qcow2", ["file"] = names.FileNode(number), ["size"] = disk.Length });
        qmp.Execute("blockdev-add", new JsonObject { ["driver"] = "qcow2", ["node-name"] = names.ScratchNode(number), ["file"] = names.FileNode(number), ["backing"] = disk.Node });
    }

    private void Serve(IReadOnlyList<DiskPlan> plan)
    {
        if (options.NbdServer is null)
        {
            try
            {
                qmp.Execute("nbd-server-start", new JsonObject { ["addr"] = new JsonObject { ["type"] = "unix", ["data"] = new JsonObject { ["path"] = folder!.Socket } } });
                isServing = true;
            }
            catch (QemuException error) when (error.Kind == "GenericError")
            {
                throw new WorkloadException(WorkloadFault.NotPossible, $"QEMU cannot serve the disks: {error.Message}", "Where the process serves NBD already, say where with the option nbdServer, such as unix:/PATH.", error);
            }
        }
        foreach (var disk in plan)
        {
            var number = numbers[disk.Disk.Name];
            var export = new JsonObject { ["type"] = "nbd", ["id"] = names.Export(number), ["name"] = names.Export(number), ["node-name"] = names.ScratchNode(number), ["writable"] = false };
            if (disk.Since is not null) export["bitmaps"] = new JsonArray(disk.Since);
            qmp.Execute("block-export-add", export);
        }
    }
}
