using Holdfast.Testing.Programs;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

/// <summary>A real machine: backed up while it runs, recovered, and started from its points.</summary>
public sealed class QemuMachineTests : IDisposable
{
    private const int Mebibyte = 1 << 20;

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Backup_RunningMachine_IsStartedByItsDrill()
    {
        using var machine = BootedMachine.Start(tree);
        machine.WaitForBanner();
        var points = new MachinePoints(tree, machine.Address, ("drillSeconds", "60"));
        points.Backup();
        machine.Write("sdb", Mebibyte, Mebibyte, 5);
        var point = points.Backup();

        Assert.Equal((BackupType.Incremental, (long)Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        var state = MachineState.Read(points.Last);
        Assert.Equal(("web", "5b1f0000-0000-4000-8000-000000000001"), (state.Name, state.Machine));
        Assert.Equal(["disks/sda", "disks/sdb"], state.Disks.Select(disk => disk.Path));
        Assert.All(points.Disk(point, "sdb").AsSpan(Mebibyte, Mebibyte).ToArray(), value => Assert.Equal(5, value));
        Assert.Contains(point.Items.Keys, path => path == "machine/qmp/query-block.json");
        Assert.Contains("web", File.ReadAllText(point.PathOf("machine/command-line.json")), StringComparison.Ordinal);

        var drill = points.Drill();

        Assert.True(drill.IsSound, string.Join('\n', drill.Findings));
        Assert.Equal(DrillDepth.Opened, drill.Depth);
        Assert.NotNull(drill.RecoveryTime);
        Assert.Contains("login:", drill.Findings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_DiskThatGrew_ReadsTheNewPart()
    {
        using var machine = BootedMachine.Start(tree);
        machine.WaitForBanner();
        var points = new MachinePoints(tree, machine.Address, ("disks", "sdb"));
        machine.Write("sdb", 0, 2 * Mebibyte, 1);
        points.Backup();
        machine.Resize("sdb", 20 * Mebibyte);
        machine.Write("sdb", Mebibyte, Mebibyte, 2);
        machine.Write("sdb", 19 * Mebibyte, Mebibyte, 3);

        var point = points.Backup();

        Assert.Equal((BackupType.Incremental, 2L * Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        var disk = points.Disk(point, "sdb");
        byte[] expected = [1, 2, 0, .. new byte[16], 3];
        Assert.Equal(expected, Enumerable.Range(0, disk.Length / Mebibyte).Select(mebibyte => disk[(mebibyte * Mebibyte) + 5000]));
        Assert.Contains(points.Workload.Describe(points.Context, TestContext.Current.CancellationToken).Warnings, warning => warning.Contains("sda is not protected", StringComparison.Ordinal));
    }

    [Fact]
    public void Drill_MachineThatDoesNotStart_IsNotSound()
    {
        using var machine = BootedMachine.Start(tree);
        var points = new MachinePoints(tree, machine.Address, ("drillSeconds", "3"), ("drillBanner", "never shown"));
        points.Backup();

        var drill = points.Drill();

        Assert.Equal((DrillDepth.Read, false, null), (drill.Depth, drill.IsSound, drill.RecoveryTime));
        Assert.Contains("did not show never shown", drill.Findings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Recover_Original_NeedsTheMachineOffAndGivesItsDisksBack()
    {
        var machine = BootedMachine.Start(tree);
        using var points = Disposable(machine, out var content);
        machine.Write("sdb", Mebibyte, Mebibyte, 5);
        content.Backup();
        machine.Write("sdb", 0, 4 * Mebibyte, 9);
        var ask = new RecoveryAsk(RecoveryDestination.Original, null, null, false, null, null, null, true, false, []);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => content.Recover(ask)).Fault);
        machine.Quit();
        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => content.Recover(ask with { Overwrite = false })).Fault);

        content.Recover(ask);

        Program.Run("qemu-img", "convert", "-O", "raw", tree["data"], tree["data.raw"]);
        Assert.Equal(content.Disk(content.All[^1], "sdb"), File.ReadAllBytes(tree["data.raw"]));
        using var again = BootedMachine.Start(tree);
        again.WaitForBanner();
        content.Backup();
        Assert.Contains("its dirty bitmap is gone", content.Last.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("vhdx")]
    [InlineData("vhd")]
    public void Recover_Folder_GivesDisksThatStart(string format)
    {
        using var machine = BootedMachine.Start(tree);
        var points = new MachinePoints(tree, machine.Address, ("format", format));
        machine.Write("sdb", Mebibyte, Mebibyte, 5);
        points.Backup();
        var folder = tree["out"];

        points.Recover(new RecoveryAsk(RecoveryDestination.Folder, null, null, false, null, null, folder, false, false, []));

        Program.Run("qemu-img", "convert", "-f", format == "vhd" ? "vpc" : format, "-O", "raw", Path.Combine(folder, $"disks/sdb.{format}"), tree["sdb.raw"]);
        Assert.Equal(points.Disk(points.All[^1], "sdb"), File.ReadAllBytes(tree["sdb.raw"])[..(16 * Mebibyte)]);
        Assert.True(File.Exists(Path.Combine(folder, "machine/qmp/query-block.json")));
        Assert.Contains("start.sh", File.ReadAllText(Path.Combine(folder, "README.txt")), StringComparison.Ordinal);
        // The script that is left starts it: the banner comes, and then nothing more.
        using var started = Program.Start(Path.Combine(folder, "monitor"), Path.Combine(folder, "start.sh"), "-display", "none", "-serial", "stdio", "-accel", "tcg", "-monitor", $"unix:{Path.Combine(folder, "monitor")},server=on,wait=off");
        for (var tries = 0; !started.Said.Contains(BootDisk.Banner, StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 3000, started.Said);
            Thread.Sleep(10);
        }
    }

    [Fact]
    public void Plan_WhatCannotBeRecovered_SaysWhy()
    {
        using var machine = BootedMachine.Start(tree);
        var points = new MachinePoints(tree, machine.Address);
        points.Backup();
        RecoveryPlan Plan(RecoveryAsk ask) => points.Workload.Plan(ask, points.Documents, null);
        var ask = new RecoveryAsk(RecoveryDestination.Folder, "0", null, false, null, null, "/to", false, false, []);

        Assert.Equal([new PlannedPart("0", [])], Plan(ask).Parts);
        Assert.Equal(["disks/sda"], Plan(ask with { Items = ["disks/sda/1/etc"] }).Parts[0].Paths);
        foreach (var wrong in (RecoveryAsk[])[ask with { Point = "9" }, ask with { Folder = null }, ask with { Items = ["disks/none"] }, ask with { Items = ["disks/sda/../../etc"] }, ask with { Point = null, Time = DateTimeOffset.UnixEpoch }])
            Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => Plan(wrong)).Fault);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => Plan(ask with { Destination = RecoveryDestination.Original, Items = ["disks/sda/1/etc"] })).Fault);
    }

    private BootedMachine Disposable(BootedMachine machine, out MachinePoints points)
    {
        machine.WaitForBanner();
        points = new MachinePoints(tree, machine.Address);
        return machine;
    }
}
