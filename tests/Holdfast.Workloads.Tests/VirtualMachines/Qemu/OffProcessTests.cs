using System.Text;
using Holdfast.Testing.Damage;
using Holdfast.Testing.Programs;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines;
using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Off;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

/// <summary>Disks at whose monitor nobody listens, and what qemu-img says of images.</summary>
public sealed class OffProcessTests : IDisposable
{
    private const int Mebibyte = 1 << 20;

    private const string Info = """
        [{"virtual-size": 16777216, "filename": "/images/data", "cluster-size": 65536, "format": "qcow2", "format-specific": {"type": "qcow2", "data": {"compat": "1.1", "data-file": "data.raw",
          "bitmaps": [{"flags": ["auto"], "name": "holdfast-1", "granularity": 65536}, {"flags": ["in-use", "auto"], "name": "holdfast-2", "granularity": 65536}], "corrupt": false}}, "dirty-flag": false},
         {"virtual-size": 16777216, "filename": "/images/base", "format": "qcow2", "format-specific": {"type": "qcow2", "data": {"bitmaps": [{"flags": [], "name": "below", "granularity": 65536}]}}}]
        """;

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Backup_DisksThatNobodyServesAnyMore_GoOnWithTheirChain()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"), ("d1", "raw"));
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        daemon.Write("d0", 0, 2 * Mebibyte, 1);
        daemon.Write("d1", 0, 2 * Mebibyte, 1);
        var first = points.Backup();
        daemon.Write("d0", Mebibyte, Mebibyte, 2);
        daemon.Write("d1", Mebibyte, Mebibyte, 2);
        daemon.Quit();

        var off = points.Backup();

        Assert.Equal(BackupType.Incremental, points.Last.Type);
        Assert.Contains("d1: its dirty bitmap is gone", points.Last.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("d0:", points.Last.Why, StringComparison.Ordinal);
        Assert.Equal(Image("d0", "qcow2"), points.Disk(off, "d0"));
        Assert.Equal(Image("d1", "raw"), points.Disk(off, "d1"));
        Assert.Equal(File.ReadAllText(first.PathOf("machine/qmp/query-version.json")), File.ReadAllText(off.PathOf("machine/qmp/query-version.json")));
        Assert.StartsWith("off", File.ReadAllText(off.PathOf("machine/state.txt")), StringComparison.Ordinal);
        points.OnDisk = () => daemon.Start();
        Assert.Contains("was started while its disks were read", Assert.Throws<WorkloadException>(() => points.Begin()).Message, StringComparison.Ordinal);
        points.OnDisk = null;
        daemon.Write("d0", 5 * Mebibyte, Mebibyte, 3);

        var running = points.Backup();

        Assert.Equal(BackupType.Incremental, points.Last.Type);
        Assert.Contains("d1: the machine was off when its last recovery point was made", points.Last.Why, StringComparison.Ordinal);
        Assert.Equal(daemon.Read("d0"), points.Disk(running, "d0"));
        Assert.Equal(daemon.Read("d1"), points.Disk(running, "d1"));
        Assert.DoesNotContain(running.Items.Keys, path => path == "machine/state.txt");
        Assert.Equal([points.Last.End], daemon.Ours());
        Assert.Empty(points.Notes.All);
    }

    [Fact]
    public void Backup_ImagesThatChangedPlaces_AreReadWhole()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"), ("d1", "qcow2"));
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption);
        daemon.Write("d0", 0, 2 * Mebibyte, 1);
        daemon.Write("d1", 0, 2 * Mebibyte, 2);
        points.Backup();
        var state = MachineState.Read(points.Last);
        daemon.Quit();
        // As if the machine had the other image on each of its disks.
        points.All[^1].Document = points.Last with { State = (state with { Disks = [state.Disks[0] with { Origin = state.Disks[1].Origin }, state.Disks[1] with { Origin = state.Disks[0].Origin }] }).Write() };
        daemon.Start();

        var point = points.Backup();

        Assert.Equal(BackupType.Full, points.Last.Type);
        Assert.Contains("d0: its image is that of another disk before", points.Last.Why, StringComparison.Ordinal);
        Assert.Equal(daemon.Read("d0"), points.Disk(point, "d0"));
    }

    [Fact]
    public void Parse_WhatQemuImgSays_IsUnderstood()
    {
        var chain = ImageChain.Parse("/images/data", Info);

        Assert.Equal((16777216L, 65536L), (chain.Length, chain.ClusterLength));
        Assert.Equal(["/images/data", "/images/data.raw", "/images/base"], chain.Files);
        Assert.Equal([new QemuBitmap("holdfast-1", true, false), new QemuBitmap("holdfast-2", true, true)], chain.Bitmaps);
        Assert.Equal(["below"], chain.BitmapsBelow);
    }

    [Theory]
    [InlineData("""[{"virtual-size": 512, "filename": "nbd://host/x", "format": "raw"}]""", "no file and no block device")]
    [InlineData("""[{"virtual-size": 512, "filename": "/x", "encrypted": true, "format": "qcow2"}]""", "encrypted")]
    [InlineData("""[{"filename": "/x"}]""", "no length")]
    [InlineData("[]", "no image")]
    [InlineData("{", "no JSON")]
    public void Parse_WhatCannotBeRead_SaysWhy(string answer, string said)
    {
        var refused = Record.Exception(() => ImageChain.Parse("/x", answer));

        Assert.True(refused is QemuException or WorkloadException);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FiveThousandDamagedAnswers_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(20_261_123, 5000, [Encoding.UTF8.GetBytes(Info)], stream => ImageChain.Parse("/x", Encoding.UTF8.GetString(stream.ToArray())), error => error is QemuException or WorkloadException);

        Assert.True(read > 20, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    private byte[] Image(string disk, string format)
    {
        Program.Run("qemu-img", "convert", "-f", format, "-O", "raw", tree[disk], tree["read"]);
        return File.ReadAllBytes(tree["read"]);
    }
}
