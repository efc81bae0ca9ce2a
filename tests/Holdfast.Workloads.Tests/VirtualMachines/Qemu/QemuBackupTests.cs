using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

/// <summary>Backups of a real storage daemon.</summary>
public sealed class QemuBackupTests : IDisposable
{
    private const int Kibibyte = 1 << 10, Mebibyte = 1 << 20;

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Backup_SecondOne_ReadsExactlyWhatChanged()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = Points(daemon);
        daemon.Write("d0", Mebibyte, 3 * Mebibyte, 1);
        var first = points.Backup();
        Assert.Equal((BackupType.Full, 3L * Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        Assert.Equal(daemon.Read("d0"), points.Disk(first, "d0"));

        daemon.Write("d0", 2 * Mebibyte, 64 * Kibibyte, 2);
        daemon.Write("d0", 10 * Mebibyte, 100 * Kibibyte, 3);
        var second = points.Backup();

        Assert.Equal((BackupType.Incremental, null), (points.Last.Type, points.Last.Why));
        // Two extents of the bitmap, in its grains of 64 KiB.
        Assert.Equal((64 + 128) * Kibibyte, points.Progress.BytesRead);
        Assert.Equal(daemon.Read("d0"), points.Disk(second, "d0"));
        Assert.Equal([points.Last.End], daemon.Ours());
        Assert.Empty(points.Notes.All);

        var third = points.Backup();
        Assert.Equal(0, points.Progress.BytesRead);
        Assert.Equal(daemon.Read("d0"), points.Disk(third, "d0"));
    }

    [Fact]
    public void Backup_WritesWhileItRuns_AreNotInThePointAndInTheNext()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"), ("d1", "qcow2"));
        var points = Points(daemon);
        daemon.Write("d0", 0, 2 * Mebibyte, 1);
        daemon.Write("d1", 0, 2 * Mebibyte, 1);
        points.Backup();
        daemon.Write("d0", Mebibyte, Mebibyte, 2);
        daemon.Write("d1", Mebibyte, Mebibyte, 2);
        var (before0, before1) = (daemon.Read("d0"), daemon.Read("d1"));
        var generation = 3;
        points.OnDisk = () =>
        {
            daemon.Write("d0", Mebibyte, 4 * Mebibyte, (byte)generation);
            daemon.Write("d1", Mebibyte, 4 * Mebibyte, (byte)generation);
            generation++;
        };

        var point = points.Backup();

        // Both disks are of one moment, although they were written to before each was read.
        Assert.Equal(before0, points.Disk(point, "d0"));
        Assert.Equal(before1, points.Disk(point, "d1"));
        points.OnDisk = null;
        var next = points.Backup();
        Assert.Equal(8 * Mebibyte, points.Progress.BytesRead);
        Assert.Equal(daemon.Read("d0"), points.Disk(next, "d0"));
        Assert.Equal(daemon.Read("d1"), points.Disk(next, "d1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Backup_ThatFails_LeavesTheNextOneComplete(bool whileReading)
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = Points(daemon);
        daemon.Write("d0", 0, 2 * Mebibyte, 1);
        points.Backup();
        daemon.Write("d0", Mebibyte, Mebibyte, 2);
        if (whileReading)
        {
            points.OnDisk = () =>
            {
                daemon.Write("d0", 8 * Mebibyte, Mebibyte, 3);
                throw new IOException("no room");
            };
            Assert.Throws<IOException>(() => points.Begin());
            points.OnDisk = null;
        }
        else
        {
            var (_, pending) = points.Begin();
            daemon.Write("d0", 8 * Mebibyte, Mebibyte, 3);
            pending.Dispose();
        }
        Assert.Equal([points.Last.End], daemon.Ours());
        daemon.Write("d0", 12 * Mebibyte, Mebibyte, 4);

        var point = points.Backup();

        Assert.Equal((BackupType.Incremental, 3L * Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        Assert.Equal(daemon.Read("d0"), points.Disk(point, "d0"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(tree["scratch"]));
    }

    [Fact]
    public void Backup_AfterOneThatWasKilled_SweepsWhatItLeftAndIsComplete()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"), ("d1", "raw"));
        var points = Points(daemon);
        daemon.Write("d0", 0, 2 * Mebibyte, 1);
        points.Backup();
        daemon.Write("d0", Mebibyte, Mebibyte, 2);
        Abandon(points);
        Assert.Contains(daemon.Ours(), name => name.EndsWith("-export0", StringComparison.Ordinal));
        Assert.NotNull(MeetingFolder.Remembered(points.Context));
        daemon.Write("d0", 4 * Mebibyte, Mebibyte, 3);
        daemon.Write("d1", 4 * Mebibyte, Mebibyte, 3);

        var point = points.Backup();

        Assert.Equal((BackupType.Incremental, 3L * Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        Assert.Equal(daemon.Read("d0"), points.Disk(point, "d0"));
        Assert.Equal(daemon.Read("d1"), points.Disk(point, "d1"));
        Assert.Equal([points.Last.End], daemon.Ours());
        Assert.Null(MeetingFolder.Remembered(points.Context));
    }

    [Fact]
    public void Backup_AfterARestart_GoesOnWhereBitmapsWereStored()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"), ("d1", "raw"));
        var points = Points(daemon);
        daemon.Write("d0", 0, 2 * Mebibyte, 1);
        daemon.Write("d1", 0, 2 * Mebibyte, 1);
        points.Backup();
        daemon.Write("d0", Mebibyte, Mebibyte, 2);
        daemon.Write("d1", Mebibyte, Mebibyte, 2);
        daemon.Quit();
        daemon.Start();

        var point = points.Backup();

        Assert.Contains("d1: its dirty bitmap is gone", points.Last.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("d0:", points.Last.Why, StringComparison.Ordinal);
        Assert.Equal(3 * Mebibyte, points.Progress.BytesRead);
        Assert.Equal(daemon.Read("d0"), points.Disk(point, "d0"));
        Assert.Equal(daemon.Read("d1"), points.Disk(point, "d1"));

        daemon.Quit();
        daemon.Start();
        daemon.Write("d0", 5 * Mebibyte, Mebibyte, 4);
        daemon.Kill();
        daemon.Start();
        var last = points.Backup();
        Assert.Contains("d0: its dirty bitmap was not stored in order", points.Last.Why, StringComparison.Ordinal);
        Assert.Equal(BackupType.Full, points.Last.Type);
        Assert.Equal(daemon.Read("d0"), points.Disk(last, "d0"));
        Assert.Equal([points.Last.End], daemon.Ours());
    }

    [Fact]
    public void Backup_BitmapOfSomebodyElse_IsLeftAlone()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        using (var qmp = QmpConnection.Open(daemon.Monitor, TestContext.Current.CancellationToken))
            qmp.Execute("block-dirty-bitmap-add", new System.Text.Json.Nodes.JsonObject { ["node"] = "d0", ["name"] = "holdfast-00000000-1" });
        var points = Points(daemon);
        points.Backup();
        points.Backup();

        Assert.Equal(new HashSet<string> { "holdfast-00000000-1", points.Last.End }, daemon.Ours().ToHashSet());
        points.Workload.Release(points.Context, TestContext.Current.CancellationToken);
        Assert.Equal(["holdfast-00000000-1"], daemon.Ours());
    }

    [Fact]
    public void Backup_EverythingWanted_ReadsAllAndKeepsTheChain()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = Points(daemon);
        daemon.Write("d0", 0, 2 * Mebibyte, 1);
        points.Backup();
        points.Backup(everything: true);
        Assert.Equal((BackupType.Full, 2L * Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        Assert.Null(points.Last.Why);

        daemon.Write("d0", 0, Mebibyte, 2);
        points.Backup();
        Assert.Equal((BackupType.Incremental, (long)Mebibyte), (points.Last.Type, points.Progress.BytesRead));
    }

    [Fact]
    public void Backup_DiskThatWasAdded_IsReadWholeAndTheOthersAreNot()
    {
        using var one = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = Points(one);
        one.Write("d0", 0, 2 * Mebibyte, 1);
        points.Backup();
        one.Quit();
        using var two = StorageDaemon.Start(tree, ("d0", "qcow2"), ("d1", "qcow2"));
        two.Write("d1", 0, Mebibyte, 1);

        var point = points.Backup();

        Assert.Equal((BackupType.Incremental, "All of a disk was read. d1: it is new.", (long)Mebibyte), (points.Last.Type, points.Last.Why, points.Progress.BytesRead));
        Assert.Equal(["d0", "d1"], points.Workload.Disks(points.Last).Select(disk => disk.Name));
        Assert.Equal(two.Read("d1"), points.Disk(point, "d1"));
    }

    [Fact]
    public void Describe_Daemon_TellsItsDisks()
    {
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"), ("d1", "raw"));
        var points = Points(daemon);

        var facts = points.Workload.Describe(points.Context, TestContext.Current.CancellationToken);

        Assert.Equal(32L * Mebibyte, facts.Size);
        Assert.Equal(ConsistencyGuarantee.Crash, facts.Guarantee);
        Assert.Contains("d1 (raw) keeps no dirty bitmaps", Assert.Single(facts.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_NobodyAtTheSocket_SaysSo()
    {
        var points = new MachinePoints(tree, "qemu:" + tree["none"]);

        Assert.Equal(WorkloadFault.NotReachable, Assert.Throws<WorkloadException>(() => points.Backup()).Fault);
    }

    private MachinePoints Points(StorageDaemon daemon) => new(tree, daemon.Address, daemon.NbdOption);

    /// <summary>Leaves a backup as it is when the program is killed in the middle of it.</summary>
    private static void Abandon(MachinePoints points)
    {
        var options = QemuOptions.Parse(points.Context.Options);
        using var machine = new MonitorMachine(points.Context, QemuAddress.Parse(points.Context.Path), options, TestContext.Current.CancellationToken);
        var previous = Workloads.VirtualMachines.MachineState.Read(points.Last);
        var names = QemuNames.Next(points.Context, QemuState.Of(previous));
        var marks = machine.Tidy(names, points.Last.End);
        _ = machine.Freeze(names, BackupPlanner.Plan(machine.Facts, previous, marks, false), TestContext.Current.CancellationToken);
    }
}
