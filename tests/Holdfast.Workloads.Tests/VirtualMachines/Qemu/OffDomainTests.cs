using Holdfast.Testing.Programs;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

/// <summary>A real domain of libvirt that is off, and that is started and turned off between its backups.</summary>
public sealed class OffDomainTests(LibvirtDaemon daemon) : IClassFixture<LibvirtDaemon>, IDisposable
{
    private const int Mebibyte = 1 << 20;

    private static readonly RecoveryAsk toOriginal = new(RecoveryDestination.Original, null, null, false, null, null, null, true, false, []);

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Backup_DomainThatIsTurnedOffAndOn_GoesOnWithItsChain()
    {
        using var domain = Protected(out var points);
        var mark = points.Last.End;
        domain.WriteAndStop(Mebibyte, 2);

        var off = points.Backup();

        Assert.Equal((BackupType.Incremental, null, ConsistencyGuarantee.Crash, (long)Mebibyte), (points.Last.Type, points.Last.Why, points.Last.Guarantee, points.Progress.BytesRead));
        AssertWhole(domain, points, off);
        Assert.StartsWith("shut off", File.ReadAllText(off.PathOf("machine/domain-state.txt")), StringComparison.Ordinal);

        var again = points.Backup();

        Assert.Equal((BackupType.Incremental, mark), (points.Last.Type, points.Last.End));
        AssertWhole(domain, points, again);
        Assert.Equal([mark], domain.Checkpoints());

        domain.Start();
        domain.Write("vdb", 5 * Mebibyte, Mebibyte, 3);
        var running = points.Backup();

        Assert.Equal((BackupType.Incremental, null, 2L * Mebibyte), (points.Last.Type, points.Last.Why, points.Progress.BytesRead));
        Assert.Equal([points.Last.End], domain.Checkpoints());
        domain.Stop();
        AssertWhole(domain, points, running);
        points.Backup();
        Assert.Equal((BackupType.Incremental, 0L), (points.Last.Type, points.Progress.BytesRead));
        Assert.Empty(points.Notes.All);
        Assert.Empty(Directory.EnumerateFileSystemEntries(points.Context.Scratch, "hf*"));
    }

    [Theory]
    [InlineData("qcow2")]
    [InlineData("raw")]
    public void Backup_DomainThatNeverRan_IsWholeAndComesBack(string format)
    {
        using var domain = daemon.Define(tree, format);
        Fill(domain, format, "write -P 1 0 2M", "write -P 2 9M 1M");
        var points = Points(domain);

        var first = points.Backup();

        Assert.Equal(BackupType.Full, points.Last.Type);
        AssertWhole(domain, points, first);
        var kept = domain.Read("vdb");
        Fill(domain, format, "write -P 9 0 12M");
        points.Recover(toOriginal);
        Assert.Equal(kept, domain.Read("vdb"));
        domain.Start();
        domain.Write("vdb", 4 * Mebibyte, Mebibyte, 3);

        points.Backup();

        Assert.Equal(BackupType.Full, points.Last.Type);
        Assert.Contains("the machine was off when its last recovery point was made", points.Last.Why, StringComparison.Ordinal);
        domain.Write("vdb", 6 * Mebibyte, Mebibyte, 4);
        var last = points.Backup();
        if (format == "qcow2") Assert.Equal(Mebibyte, points.Progress.BytesRead);
        domain.Stop();
        AssertWhole(domain, points, last);
    }

    [Fact]
    public void Backup_ImageUponAnother_ReadsBoth()
    {
        using var domain = daemon.Define(tree);
        Fill(domain, "qcow2", "write -P 1 0 2M");
        File.Move(domain.Data, tree["base"]);
        Program.Run("qemu-img", "create", "-q", "-f", "qcow2", "-b", tree["base"], "-F", "qcow2", domain.Data);
        domain.Give(domain.Data, tree["base"]);
        Fill(domain, "qcow2", "write -P 2 1M 1M");
        var points = Points(domain);

        var point = points.Backup();

        AssertWhole(domain, points, point);
        Assert.Equal([1, 2, 0], Mebibytes(points, point, 3));
        points.OnDisk = () => Program.Run("qemu-io", "-f", "qcow2", "-c", "write -P 3 0 64k", tree["base"]);
        AssertStarted(points);
    }

    [Fact]
    public void Backup_SnapshotMadeSinceTheLastPoint_ReadsEverything()
    {
        using var domain = Protected(out var points);
        domain.Write("vdb", Mebibyte, Mebibyte, 2);
        domain.Give(tree.Root);
        domain.Virsh("snapshot-create-as", "web", "--disk-only", "--no-metadata", "--diskspec", $"vdb,file={tree["overlay"]}", "--diskspec", "vda,snapshot=no");
        domain.WriteAndStop(4 * Mebibyte, 3);

        var point = points.Backup();

        Assert.Equal([1, 2, 0, 0, 3], Mebibytes(points, point, 5));
        Assert.Contains("vdb: ", points.Last.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_DomainStartedMeanwhile_IsRefusedAndTheNextIsComplete()
    {
        using var domain = Protected(out var points);
        domain.WriteAndStop(Mebibyte, 2);
        points.OnDisk = () =>
        {
            points.OnDisk = null;
            domain.Start();
        };

        AssertStarted(points);

        domain.Write("vdb", 5 * Mebibyte, Mebibyte, 3);
        var running = points.Backup();
        Assert.Equal((BackupType.Incremental, 2L * Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        domain.Stop();
        AssertWhole(domain, points, running);
        points.OnDisk = () =>
        {
            points.OnDisk = null;
            domain.Start();
            domain.WriteAndStop(0, 7);
        };

        AssertStarted(points);

        AssertWhole(domain, points, points.Backup());
        Assert.Equal(BackupType.Incremental, points.Last.Type);
    }

    [Fact]
    public void Backup_DomainWhoseProcessWasKilled_DoesNotBelieveItsBitmap()
    {
        using var domain = Protected(out var points);
        domain.Stop();
        domain.Start();
        domain.Write("vdb", Mebibyte, Mebibyte, 2);
        domain.Kill();

        var point = points.Backup();

        Assert.Equal(BackupType.Full, points.Last.Type);
        Assert.Contains("vdb: its dirty bitmap was not stored in order", points.Last.Why, StringComparison.Ordinal);
        AssertWhole(domain, points, point);
    }

    [Fact]
    public void Backup_EarlierStateOfTheImagePutBack_IsComplete()
    {
        using var domain = Protected(out var points);
        domain.Stop();
        File.Copy(domain.Data, tree["earlier"]);
        domain.Start();
        domain.WriteAndStop(3 * Mebibyte, 2);
        points.Backup();
        // With its bitmap, which knows nothing of what was written since.
        File.Copy(tree["earlier"], domain.Data, overwrite: true);

        AssertWhole(domain, points, points.Backup());

        Assert.Equal(BackupType.Incremental, points.Last.Type);
        domain.Start();
        domain.Write("vdb", 6 * Mebibyte, Mebibyte, 3);
        var running = points.Backup();
        Assert.Equal(BackupType.Incremental, points.Last.Type);
        domain.Stop();
        AssertWhole(domain, points, running);
    }

    [Fact]
    public void Backup_BitmapsOfPointsThatAreGone_LeavesThemToTheRunningMachine()
    {
        using var domain = Protected(out _);
        domain.Stop();
        var image = File.ReadAllBytes(domain.Data);
        var anew = Points(domain);

        AssertWhole(domain, anew, anew.Backup());

        Assert.Equal(BackupType.Full, anew.Last.Type);
        Assert.Equal(image, File.ReadAllBytes(domain.Data));
        AssertWhole(domain, anew, anew.Backup());
        domain.Start();
        var running = anew.Backup();
        Assert.Equal(BackupType.Full, anew.Last.Type);
        Assert.Equal([anew.Last.End], domain.Checkpoints());
        domain.WriteAndStop(Mebibyte, 2);
        Assert.NotEqual(domain.Read("vdb"), anew.Disk(running, "vdb"));
        AssertWhole(domain, anew, anew.Backup());
        Assert.Equal((BackupType.Incremental, (long)Mebibyte), (anew.Last.Type, anew.Progress.BytesRead));
    }

    [Fact]
    public void Backup_EverythingWanted_ReadsAllAndKeepsTheChain()
    {
        using var domain = Protected(out var points);
        domain.WriteAndStop(Mebibyte, 2);

        AssertWhole(domain, points, points.Backup(everything: true));
        Assert.Equal((BackupType.Full, null), (points.Last.Type, points.Last.Why));
        AssertWhole(domain, points, points.Backup());
        Assert.Equal((BackupType.Incremental, (long)Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        points.Workload.Release(points.Context, TestContext.Current.CancellationToken);
        Assert.Empty(domain.Checkpoints());
        Assert.DoesNotContain("bitmaps", Program.Run("qemu-img", "info", domain.Data), StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_PageFile_IsLeftOut()
    {
        Assert.SkipUnless(Program.IsInstalled("mkntfs") && Program.IsInstalled("ntfscp"), "mkntfs or ntfscp is not installed");
        using (var file = File.Create(tree["data"])) file.SetLength(16 * Mebibyte);
        File.WriteAllBytes(tree["page"], Enumerable.Repeat((byte)0x77, 3 * Mebibyte).ToArray());
        Program.Run("mkntfs", "-F", "-q", "-Q", tree["data"]);
        Program.Run("ntfscp", "-q", tree["data"], tree["page"], "pagefile.sys");
        using var domain = daemon.Define(tree, "raw");
        var points = Points(domain);

        var point = points.Backup();

        var state = MachineState.Read(points.Last);
        var left = Assert.Single(state.Exclusions);
        Assert.Equal(("vdb", "0/pagefile.sys"), (left.Disk, left.Path));
        var expected = domain.Read("vdb");
        foreach (var range in left.Cover) expected.AsSpan((int)range.Offset, (int)range.Length).Clear();
        Assert.Equal(expected, points.Disk(point, "vdb"));
        Assert.NotEqual(domain.Read("vdb"), expected);
    }

    [Fact]
    public void Backup_BlockDevice_IsReadAndWritesToItAreSeen()
    {
        File.WriteAllBytes(tree["behind"], new byte[8 * Mebibyte]);
        Assert.SkipUnless(Shell.IsRoot && Shell.Try($"losetup -f --show {Shell.Quote(tree["behind"])} >{Shell.Quote(tree["device"])}"), "Loop devices cannot be made here.");
        var device = File.ReadAllText(tree["device"]).Trim();
        try
        {
            using var domain = daemon.Define(tree, "raw");
            Shell.Run($"dd if=/dev/urandom of={device} bs=64k count=40 oflag=direct conv=notrunc");
            domain.Virsh("define", tree.Write("block.xml", domain.Virsh("dumpxml", "web").Replace("type='file' device='disk'>\n      <driver name='qemu' type='raw'/>", "type='block' device='disk'>\n      <driver name='qemu' type='raw'/>", StringComparison.Ordinal).Replace($"file='{domain.Data}'", $"dev='{device}'", StringComparison.Ordinal)));
            var points = Points(domain);

            var point = points.Backup();

            Assert.Equal(File.ReadAllBytes(device), points.Disk(point, "vdb"));
            points.OnDisk = () => Shell.Run($"dd if=/dev/urandom of={device} bs=64k count=1 oflag=direct conv=notrunc");
            AssertStarted(points);
        }
        finally
        {
            Shell.Run($"losetup -d {device}");
        }
    }

    [Theory]
    [InlineData("<disk type='network' device='disk'><driver name='qemu' type='raw'/><source protocol='nbd' name='x'><host name='localhost'/></source><target dev='vdb' bus='virtio'/></disk>", "on other computers")]
    [InlineData("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/none/data'/><target dev='vdb' bus='virtio'/></disk>", "/none/data")]
    public void Describe_DiskThatCannotBeReadWhileItIsOff_SaysSo(string disk, string said)
    {
        using var domain = daemon.Define(tree);
        var text = domain.Virsh("dumpxml", "web");
        var at = text.LastIndexOf("<disk ", StringComparison.Ordinal);
        var end = text.LastIndexOf("</disk>", StringComparison.Ordinal) + "</disk>".Length;
        domain.Virsh("define", tree.Write("other.xml", text[..at] + disk + text[end..]));
        var points = Points(domain);

        var refused = Record.Exception(() => points.Workload.Describe(points.Context, TestContext.Current.CancellationToken));

        Assert.Contains(said, Assert.IsType<WorkloadException>(refused).Message, StringComparison.Ordinal);
        var one = new MachinePoints(tree, domain.Address, domain.SocketOption, ("disks", "vda"));
        Assert.Equal(BackupType.Full, one.Workload.Describe(one.Context, TestContext.Current.CancellationToken).Types[0]);
    }

    /// <summary>A domain that runs, with 2 MiB of ones on vdb, and its first point.</summary>
    private LibvirtDomain Protected(out MachinePoints points)
    {
        var domain = daemon.Start(tree);
        points = Points(domain);
        domain.Write("vdb", 0, 2 * Mebibyte, 1);
        points.Backup();
        return domain;
    }

    private static void AssertStarted(MachinePoints points)
    {
        var refused = Assert.Throws<WorkloadException>(() => points.Begin());
        Assert.Equal(WorkloadFault.NotPossible, refused.Fault);
        Assert.StartsWith("The machine was started while its disks were read", refused.Message, StringComparison.Ordinal);
        points.OnDisk = null;
    }

    /// <summary>All disks of the point are what they are now.</summary>
    private static void AssertWhole(LibvirtDomain domain, MachinePoints points, FolderPoint point)
    {
        foreach (var disk in (string[])["vda", "vdb"]) Assert.Equal(domain.Read(disk), points.Disk(point, disk));
    }

    private static void Fill(LibvirtDomain domain, string format, params IEnumerable<string> writes) =>
        Program.Run("qemu-io", ["-f", format, .. writes.SelectMany(write => (string[])["-c", write]), domain.Data]);

    private MachinePoints Points(LibvirtDomain domain) => new(tree, domain.Address, domain.SocketOption);

    private static int[] Mebibytes(MachinePoints points, FolderPoint point, int count)
    {
        var disk = points.Disk(point, "vdb");
        return [.. Enumerable.Range(0, count).Select(mebibyte => (int)disk[(mebibyte * Mebibyte) + 5000])];
    }
}
