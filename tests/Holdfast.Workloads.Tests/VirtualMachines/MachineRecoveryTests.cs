using System.Text;
using Holdfast.Testing.Programs;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.Tests.VirtualMachines;

/// <summary>Files out of disks, and what is left out of disks.</summary>
public sealed class MachineRecoveryTests : IDisposable
{
    private const int Mebibyte = 1 << 20;

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Recover_FilesOutOfADisk_ComeWithTheirMetadata()
    {
        using var daemon = WithLinux();
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        points.Backup();
        var folder = tree["out"];

        points.Recover(ToFolder(folder, "disks/d0/0/etc", "disks/d0/0/large", "machine"));

        var etc = Path.Combine(folder, "disks/d0/0/etc");
        Assert.Equal("root:x:0:0\n", File.ReadAllText(Path.Combine(etc, "passwd")));
        Assert.Equal("passwd", File.ResolveLinkTarget(Path.Combine(etc, "link"), false)!.Name);
        Assert.Equal("640", Shell.Run($"stat -c %a {Shell.Quote(Path.Combine(etc, "passwd"))}").Trim());
        Assert.Equal("1", Shell.Run($"stat -c %Y {Shell.Quote(Path.Combine(etc, "deep/er/file"))}").Trim());
        Assert.Equal(Shell.Run($"stat -c %i {Shell.Quote(Path.Combine(etc, "passwd"))}"), Shell.Run($"stat -c %i {Shell.Quote(Path.Combine(etc, "same"))}"));
        Assert.Equal(File.ReadAllBytes(tree["from/large"]), File.ReadAllBytes(Path.Combine(folder, "disks/d0/0/large")));
        Assert.True(Directory.Exists(Path.Combine(folder, "machine")));
        Assert.Empty(points.Notes.All);

        points.Recover(ToFolder(folder, "disks/d0/0/etc/passwd"));
        Assert.True(File.Exists(Path.Combine(etc, "passwd (recovered 1)")));
    }

    [Fact]
    public void Recover_LinksThatLeadOutOfTheFolder_AreNotFollowed()
    {
        tree.Folder("outside");
        Directory.CreateDirectory(tree["out/disks/d0/0"]);
        File.CreateSymbolicLink(tree["out/disks/d0/0/etc"], tree["outside"]);
        using var daemon = WithLinux();
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        points.Backup();

        points.Recover(ToFolder(tree["out"], "disks/d0/0/etc/passwd"));

        Assert.Empty(Directory.EnumerateFileSystemEntries(tree["outside"]));
        Assert.NotEmpty(points.Notes.All);
    }

    [Theory]
    [InlineData("disks/d0/0/missing")]
    [InlineData("disks/d0/7/etc")]
    [InlineData("disks/d0/x")]
    public void Recover_ItemThatIsNotThere_SaysSo(string item)
    {
        using var daemon = WithLinux();
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        points.Backup();

        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => points.Recover(ToFolder(tree["out"], item))).Fault);
    }

    [Fact]
    public void Drill_Disks_AreWalkedAndChosenFilesHashed()
    {
        using var daemon = WithLinux();
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        points.Backup();

        var drill = points.Drill();

        Assert.Equal((DrillDepth.Read, true), (drill.Depth, drill.IsSound));
        Assert.Contains(drill.Findings, finding => finding.StartsWith("disks/d0/0 (ext4", StringComparison.Ordinal));
        Assert.Contains(drill.Findings, finding => finding.Contains("2 chosen files", StringComparison.Ordinal));
        Assert.Contains("storage daemon", drill.Findings[^1], StringComparison.Ordinal);

        var missing = new MachinePoints(tree, daemon.Address, daemon.NbdOption, ("drillFiles", "disks/d0/0/etc/gone"));
        missing.Backup();
        Assert.False(missing.Drill().IsSound);
    }

    [Fact]
    public void Drill_DamagedFileSystem_IsNotSound()
    {
        using var daemon = WithLinux();
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        var point = points.Backup();
        using (var disk = new FileStream(point.PathOf("disks/d0"), FileMode.Open))
        {
            // The descriptors of the groups: nothing can be found without them.
            disk.Position = 2048;
            disk.Write(Enumerable.Repeat((byte)0xA5, 2048).ToArray());
        }

        Assert.False(points.Drill().IsSound);
    }

    [Fact]
    public void Backup_PageFileOfWindows_IsLeftOutAndSaid()
    {
        Assert.SkipUnless(Program.IsInstalled("mkntfs") && Program.IsInstalled("ntfscp"), "mkntfs or ntfscp is not installed");
        var raw = tree["raw"];
        using (var file = File.Create(raw)) file.SetLength(16 * Mebibyte);
        Program.Run("mkntfs", "-F", "-q", "-Q", raw);
        File.WriteAllBytes(tree["page"], Enumerable.Repeat((byte)0x77, 3 * Mebibyte).ToArray());
        File.WriteAllBytes(tree["kept"], Enumerable.Repeat((byte)0x66, Mebibyte).ToArray());
        Program.Run("ntfscp", "-q", raw, tree["page"], "pagefile.sys");
        Program.Run("ntfscp", "-q", raw, tree["kept"], "kept");
        using var daemon = From(raw);
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);

        var point = points.Backup();

        var disk = points.Disk(point, "d0");
        Assert.Equal((0, 256), (Pages(disk, 0x77), Pages(disk, 0x66)));
        var left = Assert.Single(MachineState.Read(points.Last).Exclusions);
        Assert.Equal(("d0", "0/pagefile.sys", 3L * Mebibyte), (left.Disk, left.Path, left.Length));
        Assert.Contains("pagefile.sys", Assert.Single(points.Workload.Plan(ToFolder(tree["out"]), points.Documents, null).Warnings), StringComparison.Ordinal);

        var all = new MachinePoints(tree, daemon.Address, daemon.NbdOption, ("excludePageFiles", "false"));
        Assert.Equal(daemon.Read("d0"), all.Disk(all.Backup(), "d0"));
    }

    /// <summary>Nothing of its content changes on the disk, and the point before has zeros there.</summary>
    [Fact]
    public void Backup_PageFileThatBecameAnotherFile_IsThere()
    {
        Assert.SkipUnless(Program.IsInstalled("mkntfs") && Program.IsInstalled("ntfscp"), "mkntfs or ntfscp is not installed");
        var raw = tree["raw"];
        using (var file = File.Create(raw)) file.SetLength(16 * Mebibyte);
        Program.Run("mkntfs", "-F", "-q", "-Q", raw);
        File.WriteAllBytes(tree["page"], Enumerable.Repeat((byte)0x77, 3 * Mebibyte).ToArray());
        Program.Run("ntfscp", "-q", raw, tree["page"], "pagefile.sys");
        var name = File.ReadAllBytes(raw).AsSpan().IndexOf(Encoding.Unicode.GetBytes("pagefile.sys"));
        using var daemon = From(raw);
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        points.Backup();

        // Both copies of the name end elsewhere: the reader sees no page file, and no content was written.
        Overwrite(daemon, raw, Encoding.Unicode.GetBytes("pagefile.sys"));
        var point = points.Backup();

        Assert.True(name > 0);
        Assert.Equal(BackupType.Incremental, points.Last.Type);
        Assert.Empty(MachineState.Read(points.Last).Exclusions);
        Assert.Equal(768, Pages(points.Disk(point, "d0"), 0x77));
        Assert.Equal(daemon.Read("d0"), points.Disk(point, "d0"));
    }

    [Fact]
    public void Recover_FileOutOfNtfs_KeepsItsStreamsAsAttributes()
    {
        Assert.SkipUnless(Program.IsInstalled("mkntfs") && Program.IsInstalled("ntfscp") && Program.IsInstalled("getfattr"), "mkntfs, ntfscp, or getfattr is not installed");
        var raw = tree["raw"];
        using (var file = File.Create(raw)) file.SetLength(16 * Mebibyte);
        Program.Run("mkntfs", "-F", "-q", "-Q", raw);
        tree.Write("content", "what it says");
        tree.Write("stream", "[ZoneTransfer]");
        Program.Run("ntfscp", "-q", raw, tree["content"], "report.txt");
        Program.Run("ntfscp", "-q", "-N", "Zone.Identifier", raw, tree["stream"], "report.txt");
        using var daemon = From(raw);
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        points.Backup();

        points.Recover(ToFolder(tree["out"], "disks/d0/0/report.txt"));

        var recovered = tree["out/disks/d0/0/report.txt"];
        Assert.Equal("what it says", File.ReadAllText(recovered));
        Assert.Equal("[ZoneTransfer]", Shell.Run($"getfattr --absolute-names --only-values -n user.holdfast.ntfs.stream:Zone.Identifier {Shell.Quote(recovered)}"));
        Assert.Empty(points.Notes.All);
    }

    [Fact]
    public void Backup_SwapPartition_IsLeftOutAndStaysOne()
    {
        Assert.SkipUnless(Program.IsInstalled("mkswap"), "mkswap is not installed");
        var raw = tree["raw"];
        using (var file = File.Create(raw)) file.SetLength(16 * Mebibyte);
        Program.Run("mkswap", "-U", "5b1f0000-0000-4000-8000-000000000001", raw);
        using var daemon = From(raw);
        daemon.Write("d0", Mebibyte, 4 * Mebibyte, 0x77);
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);

        var point = points.Backup();

        Assert.Equal(0, Pages(points.Disk(point, "d0"), 0x77));
        Assert.Contains("5b1f0000-0000-4000-8000-000000000001", Shell.Run($"blkid -p {Shell.Quote(point.PathOf("disks/d0"))}"), StringComparison.Ordinal);
    }

    private static void Overwrite(StorageDaemon daemon, string raw, byte[] text)
    {
        var bytes = File.ReadAllBytes(raw);
        for (var at = bytes.AsSpan().IndexOf(text); at >= 0;)
        {
            daemon.Write("d0", at, 2, (byte)'X');
            var next = bytes.AsSpan(at + 2).IndexOf(text);
            at = next < 0 ? -1 : at + 2 + next;
        }
    }

    /// <summary>Pages of 4 KiB that hold one value alone.</summary>
    private static int Pages(byte[] disk, byte value) => disk.Chunk(4096).Count(page => !page.AsSpan().ContainsAnyExcept(value));

    private static RecoveryAsk ToFolder(string folder, params string[] items) => new(RecoveryDestination.Folder, null, null, false, null, null, folder, false, false, items);

    private StorageDaemon From(string raw)
    {
        Assert.SkipUnless(Program.IsInstalled("qemu-img"), "qemu-img is not installed");
        Program.Run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw, tree["d0"]);
        return StorageDaemon.Start(tree, ("d0", "qcow2"));
    }

    private StorageDaemon WithLinux()
    {
        Assert.SkipUnless(Program.IsInstalled("mkfs.ext4"), "mkfs.ext4 is not installed");
        tree.Write("from/etc/passwd", "root:x:0:0\n");
        tree.Write("from/etc/deep/er/file", "deep");
        File.SetLastWriteTimeUtc(tree["from/etc/deep/er/file"], DateTime.UnixEpoch.AddSeconds(1));
        Shell.Run($"chmod 640 {Shell.Quote(tree["from/etc/passwd"])}; ln {Shell.Quote(tree["from/etc/passwd"])} {Shell.Quote(tree["from/etc/same"])}; ln -s passwd {Shell.Quote(tree["from/etc/link"])}");
        var large = new byte[(3 * Mebibyte) + 5];
        new Random(3).NextBytes(large.AsSpan(Mebibyte));
        File.WriteAllBytes(tree["from/large"], large);
        var raw = tree["raw"];
        using (var file = File.Create(raw)) file.SetLength(16 * Mebibyte);
        Program.Run("mkfs.ext4", "-q", "-F", "-d", tree["from"], raw);
        return From(raw);
    }
}
