using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines;
using Holdfast.Workloads.VirtualMachines.Qemu;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

/// <summary>A real libvirt with a real machine.</summary>
public sealed class LibvirtTests(LibvirtDaemon daemon) : IClassFixture<LibvirtDaemon>, IDisposable
{
    private const int Mebibyte = 1 << 20;

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Backup_DomainOfLibvirt_ReadsWhatChangedAndGoesOnAfterFailures()
    {
        using var domain = daemon.Start(tree);
        var points = Points(domain);
        domain.Write("vdb", 0, 2 * Mebibyte, 1);
        points.Backup();
        Assert.Equal(BackupType.Full, points.Last.Type);
        domain.Write("vdb", Mebibyte, Mebibyte, 2);
        points.OnDisk = () => domain.Write("vdb", 4 * Mebibyte, Mebibyte, 3);

        var second = points.Backup();

        Assert.Equal((BackupType.Incremental, null, (long)Mebibyte), (points.Last.Type, points.Last.Why, points.Progress.BytesRead));
        Assert.Equal([1, 2, 0, 0, 0], Mebibytes(points, second));
        Assert.Equal([points.Last.End], domain.Checkpoints());

        points.OnDisk = () =>
        {
            domain.Write("vdb", 6 * Mebibyte, Mebibyte, 4);
            throw new IOException("no room");
        };
        Assert.Throws<IOException>(() => points.Begin());
        points.OnDisk = null;
        Assert.Equal([points.Last.End], domain.Checkpoints());
        domain.Write("vdb", 8 * Mebibyte, Mebibyte, 5);

        var third = points.Backup();

        Assert.Equal((BackupType.Incremental, 3L * Mebibyte), (points.Last.Type, points.Progress.BytesRead));
        Assert.Equal([1, 2, 0, 0, 3, 0, 4, 0, 5], Mebibytes(points, third, 9));
        Assert.Equal([points.Last.End], domain.Checkpoints());
        Assert.Empty(points.Notes.All);
    }

    [Fact]
    public void Backup_CheckpointThatIsGone_ReadsEverything()
    {
        using var domain = daemon.Start(tree);
        var points = Points(domain);
        points.Backup();
        domain.Virsh("checkpoint-delete", "web", points.Last.End);
        domain.Virsh("checkpoint-create-as", "web", "theirs");

        points.Backup();

        Assert.Equal(BackupType.Full, points.Last.Type);
        Assert.Contains("libvirt's checkpoint of the last recovery point is gone", points.Last.Why, StringComparison.Ordinal);
        Assert.Equal(new HashSet<string> { "theirs", points.Last.End }, domain.Checkpoints().ToHashSet());
        points.Workload.Release(points.Context, TestContext.Current.CancellationToken);
        Assert.Equal(["theirs"], domain.Checkpoints());
    }

    [Fact]
    public void Discover_Libvirt_ListsItsDomainsAndDescribesThem()
    {
        using var domain = daemon.Start(tree);
        var points = Points(domain);

        var found = Assert.Single(points.Workload.Discover(points.Context with { Path = "libvirt:///session" }, TestContext.Current.CancellationToken));
        Assert.Equal(("libvirt:///session/web", "web", 32L * Mebibyte, null), (found.Path, found.Name, found.Size, found.Unprotectable));
        var facts = points.Workload.Describe(points.Context, TestContext.Current.CancellationToken);
        Assert.Equal((32L * Mebibyte, "web"), (facts.Size, facts.Name));
        Assert.StartsWith("QEMU ", facts.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void Recover_NewDomain_IsDefinedWithItsOwnDisksAndStarts()
    {
        using var domain = daemon.Start(tree);
        var points = Points(domain);
        domain.Write("vdb", Mebibyte, Mebibyte, 7);
        points.Backup();
        var folder = tree.Folder("images");

        points.Recover(new RecoveryAsk(RecoveryDestination.Instance, null, null, false, "libvirt:///session", "again", folder, false, false, []));

        Shell.Run($"chown -R 65534 {Shell.Quote(folder)}");
        domain.Virsh("start", "again");
        Assert.Equal("running", domain.Virsh("domstate", "again").Trim());
        Assert.NotEqual(domain.Virsh("domuuid", "web"), domain.Virsh("domuuid", "again"));
        Assert.Contains(folder, domain.Virsh("domblklist", "again"), StringComparison.Ordinal);
        var taken = new RecoveryAsk(RecoveryDestination.Instance, null, null, false, "libvirt:///session", "again", folder, true, false, []);
        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => points.Recover(taken)).Fault);
    }

    [Fact]
    public void Recover_OriginalDomain_WhenItIsOff_BeginsAnew()
    {
        using var domain = daemon.Start(tree);
        var points = Points(domain);
        domain.Write("vdb", Mebibyte, Mebibyte, 7);
        points.Backup();
        domain.Write("vdb", 0, 4 * Mebibyte, 9);
        var ask = new RecoveryAsk(RecoveryDestination.Original, null, null, false, null, null, null, true, false, []);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => points.Recover(ask)).Fault);
        domain.Virsh("destroy", "web");

        points.Recover(ask);

        domain.Virsh("start", "web");
        var point = points.Backup();
        Assert.Equal(BackupType.Full, points.Last.Type);
        Assert.Equal([0, 7, 0], Mebibytes(points, point, 3));
    }

    [Theory]
    [InlineData("qemu:/run/vm.sock", "qemu:/run/vm.sock")]
    [InlineData("qemu:///run/vm.sock", "qemu:/run/vm.sock")]
    [InlineData("QEMU:/run/a%20b", "qemu:/run/a b")]
    [InlineData("libvirt:///system/web%201", "libvirt:///system/web%201")]
    [InlineData("libvirt:///session/", "libvirt:///session")]
    public void Parse_Addresses_HaveOneForm(string text, string expected) => Assert.Equal(expected, QemuAddress.Parse(text).ToString());

    [Theory]
    [InlineData("qemu:run/vm.sock")]
    [InlineData("qemu:/run/../vm.sock")]
    [InlineData("qemu:/")]
    [InlineData("libvirt:///other/web")]
    [InlineData("libvirt:///system/--all")]
    [InlineData("libvirt:///system/a/b")]
    public void Parse_WhatIsNoAddress_IsRefused(string text) => Assert.Equal(WorkloadFault.AddressWrong, Assert.Throws<WorkloadException>(() => QemuAddress.Parse(text)).Fault);

    [Theory]
    [InlineData("unknown", "1")]
    [InlineData("format", "qcow2")]
    [InlineData("excludePageFiles", "maybe")]
    [InlineData("drillBanner", "(")]
    [InlineData("drillBanner", @"(a)\1")]
    [InlineData("drillSeconds", "-1")]
    [InlineData("nbdServer", "unix:relative")]
    [InlineData("scratch", "relative")]
    public void Parse_OptionsThatAreWrong_AreRefused(string name, string value) =>
        Assert.Equal(WorkloadFault.OptionWrong, Assert.Throws<WorkloadException>(() => QemuOptions.Parse(new Dictionary<string, string> { [name] = value })).Fault);

    private MachinePoints Points(LibvirtDomain domain) => new(tree, domain.Address, domain.SocketOption);

    private static int[] Mebibytes(MachinePoints points, PostgreSql.Support.FolderPoint point, int count = 5)
    {
        Assert.Equal("web", MachineState.Read(point.Document!).Name);
        var disk = points.Disk(point, "vdb");
        return [.. Enumerable.Range(0, count).Select(mebibyte => (int)disk[(mebibyte * Mebibyte) + 5000])];
    }
}
