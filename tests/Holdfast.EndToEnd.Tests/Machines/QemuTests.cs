using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.Testing.Machines;

namespace Holdfast.EndToEnd.Tests.Machines;

/// <summary>A real disk of QEMU through the executable: protected, changed, looked into, recovered file by file and whole, and drilled.</summary>
public sealed class QemuTests
{
    private const string Letter = "disks/vda/1/home/letter.bin";

    [Fact]
    public void Recover_FilesAndWholeDisk_AreWhatTheMachineHadAtEachPoint()
    {
        foreach (var missing in (string?[])[DiskImage.Missing, StorageDaemon.Missing]) Assert.SkipWhen(missing is not null, missing ?? "");
        byte[] hosts = [.. "127.0.0.1 localhost\n"u8], old = RandomNumberGenerator.GetBytes(8192), filler = RandomNumberGenerator.GetBytes(6_000_000);
        var disk = DiskImage.Divided(DiskImage.Ext4(("etc/hosts", hosts), ("home/letter.bin", old), ("var/filler", filler)), DiskImage.Encrypted());
        using var machine = new StorageDaemon(disk);
        using var home = new Installation();
        home.Start();

        var first = home.Done("protect", machine.Address, "--option", machine.Option);
        Assert.Equal("full", Assert.Single(home.Points()).Type);
        var changed = old.ToArray();
        "Dear reader"u8.CopyTo(changed);
        machine.Write(disk.AsSpan().IndexOf(old), changed);
        var second = home.Done("recovery-point", "create", machine.Address);
        Assert.Equal("incremental", home.Points().Single(point => point.Id == second.RecoveryPoint).Type);
        Assert.InRange(second.BytesRead, 1, disk.Length / 10);

        var partitions = Browse(home, machine.Address, "disks/vda").Items;
        Assert.Equal(["ext4 root", "luks "], partitions.Select(item => $"{item.Volume!.FileSystem} {item.Volume.Label}"));
        Assert.Equal(["hosts"], Browse(home, machine.Address, "disks/vda/1/etc").Items.Select(item => item.Name));
        home.Run("browse", machine.Address, "disks/vda/2", "--json").Expect(1);

        foreach (var (point, expected) in new[] { (first.RecoveryPoint!, old), (second.RecoveryPoint!, changed) })
        {
            var target = home.NewFolder();
            home.Done("recover", machine.Address, "--at", point, "--item", Letter, "--to", target);
            Assert.Equal(expected, File.ReadAllBytes(Path.Combine(target, Letter)));
        }
        var fetched = home.InRoot("letter");
        home.Do("get", machine.Address, Letter, "--output", fetched);
        Assert.Equal(changed, File.ReadAllBytes(fetched));
        var plan = JsonSerializer.Deserialize(home.Do("recover", machine.Address, "--item", Letter, "--to", home.NewFolder(), "--plan").Output, ApplicationsJson.Default.RecoveryPlanInfo)!;
        Assert.Contains(plan.Steps, step => step.Contains(Letter, StringComparison.Ordinal));

        var drill = home.Done("drill", machine.Address).Drill!;
        Assert.True(drill.Sound, string.Join(" ", drill.Findings));
        Assert.Contains(drill.Findings, finding => finding.StartsWith("disks/vda/1: 1 chosen files with 20 bytes", StringComparison.Ordinal));

        var content = machine.Content();
        machine.TurnOff();
        var off = home.Done("recovery-point", "create", machine.Address);
        Assert.Equal("incremental", home.Points().Single(point => point.Id == off.RecoveryPoint).Type);
        Assert.InRange(off.BytesRead, 0, disk.Length / 10);
        Assert.Contains("query-block.json", Browse(home, machine.Address, "machine/qmp").Items.Select(item => item.Name));

        var whole = home.NewFolder();
        home.Done("recover", machine.Address, "--to", whole, "--option", "format=raw");
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(whole, "disks", "vda.raw")));
        home.Stop();
    }

    private static BrowseResult Browse(Installation home, string address, string path) =>
        JsonSerializer.Deserialize(home.Do("browse", address, path).Output, ApiJson.Default.BrowseResult)!;
}
