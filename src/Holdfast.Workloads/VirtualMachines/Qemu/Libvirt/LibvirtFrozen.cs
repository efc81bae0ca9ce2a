using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>A backup job of libvirt in pull mode: all disks at one moment, served by NBD on a socket of ours.</summary>
internal sealed class LibvirtFrozen(Virsh virsh, string domain, WorkloadContext context, QemuOptions options) : IQemuFrozen
{
    private readonly List<NbdDisk> opened = [];
    private MeetingFolder? folder;
    private bool hasBegun;

    public ConsistencyGuarantee Guarantee { get; private set; } = ConsistencyGuarantee.Crash;

    public long BytesRead => opened.Sum(disk => disk.BytesRead);

    public void Begin(QemuNames names, IReadOnlyList<DiskPlan> plan, CancellationToken cancellation)
    {
        folder = MeetingFolder.Make(context, options.Scratch, QemuProcess.OwnerOf(domain));
        var backup = WriteFile("backup.xml", BackupXml.Backup(plan, folder.Socket, folder.Scratch));
        var checkpoint = WriteFile("checkpoint.xml", BackupXml.Checkpoint(plan, names.Mark));
        List<string> arguments = ["backup-begin", "--domain", domain, "--backupxml", backup];
        if (plan.Any(disk => disk.Disk.KeepsBitmaps)) arguments.AddRange(["--checkpointxml", checkpoint]);
        void Start()
        {
            virsh.Run(arguments);
            hasBegun = true;
        }
        var freeze = options.GuestAgent switch
        {
            null => null,
            QemuOptions.LibvirtAgent => new GuestFreeze(() => virsh.Run("domfsfreeze", "--domain", domain).Length, () => virsh.Run("domfsthaw", "--domain", domain)),
            var agent => GuestFreeze.By(agent, cancellation),
        };
        if (freeze is not null) Guarantee = freeze.While(Start);
        else Start();
    }

    public DiskSource Open(DiskPlan disk, CancellationToken cancellation)
    {
        var bitmap = disk.Since is null ? null : BackupXml.BitmapOf(disk.Disk.Name);
        var source = NbdDisk.Open(NbdAddress.Socket(folder!.Socket), disk.Disk.Name, bitmap, disk.Disk.SectorLength, cancellation);
        opened.Add(source);
        if (source.Length != disk.Kept.Length) throw new NbdException($"The disk {disk.Disk.Name} has {source.Length} bytes where libvirt told {disk.Kept.Length}.");
        return new DiskSource(disk.Disk.Name, source, bitmap is null ? null : source.Dirty(bitmap));
    }

    public void Dispose()
    {
        foreach (var disk in opened) disk.Dispose();
        try
        {
            if (hasBegun) virsh.TryRun("domjobabort", "--domain", domain);
        }
        finally
        {
            folder?.Dispose();
        }
    }

    private string WriteFile(string name, string text)
    {
        Directory.CreateDirectory(context.Scratch);
        var path = Path.Combine(context.Scratch, name);
        File.WriteAllText(path, text);
        return path;
    }
}
