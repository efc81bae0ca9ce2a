using Holdfast.Testing.Programs;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

public sealed class BytesReadTests : IDisposable
{
    private const long Mebibyte = 1 << 20, Length = 512 * Mebibyte;

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    /// <summary>What the machine's disks are asked for, whatever it is for: content, holes are not asked for, and what finding page files takes.</summary>
    [Fact]
    public void Backup_OnePercentChanged_ReadsNoMoreThanOnePercentAndAFifth()
    {
        Assert.SkipUnless(Program.IsInstalled("qemu-img"), "qemu-img is not installed");
        Program.Run("qemu-img", "create", "-q", "-f", "qcow2", tree["d0"], $"{Length}");
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        daemon.Write("d0", 0, 64 * Mebibyte, 1);
        var (first, full) = Run(daemon, null);
        Assert.InRange(full, 64 * Mebibyte, 65 * Mebibyte);
        // Scattered over the disk, in pieces of the bitmap's grain.
        var random = new Random(5);
        var grains = Enumerable.Range(0, (int)(Length / 65536)).ToArray();
        random.Shuffle(grains);
        daemon.Write("d0", grains.Take((int)(Length / 100 / 65536)).Select(grain => (grain * 65536L, 65536L)), 2);

        var (point, read) = Run(daemon, first);

        Assert.InRange(read, 1, Length * 12 / 1000);
        Assert.Equal(BackupType.Incremental, point.Document!.Type);
    }

    private (FolderPoint Point, long Read) Run(StorageDaemon daemon, FolderPoint? previous)
    {
        var options = QemuOptions.Parse(new Dictionary<string, string> { [daemon.NbdOption.Item1] = daemon.NbdOption.Item2 });
        var context = new WorkloadContext(daemon.Address, null, tree.Folder("scratch"), tree.Folder("keep"), new Dictionary<string, string>(), null, TimeProvider.System);
        var point = new FolderPoint(tree.Folder($"point{Guid.NewGuid():N}"), previous);
        var cancellation = TestContext.Current.CancellationToken;
        var task = new BackupTask(context, BackupType.Incremental, previous?.Document, null, false, new Notes(), new SilentProgress());
        var backup = new QemuBackup(task, point, options, () => new MonitorMachine(context, QemuAddress.Parse(context.Path), options, cancellation), cancellation);
        using var pending = backup.Run();
        point.Document = pending.Document;
        pending.Committed(cancellation);
        return (point, backup.BytesRead);
    }
}
