using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Holding;

/// <summary>A disk of the pool goes away: an alert, never the end of the others.</summary>
public sealed class MissingDiskTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneDiskAway_TheRestGoesOn_AndItComesBack(bool whileRunning)
    {
        var (first, second) = (SampleTree.Make(holdfast.InRoot("first")), SampleTree.Make(holdfast.InRoot("second")));
        SampleTree.Write(second, "second.bin", 300_000);
        holdfast.Start().Done("protect", first);
        var disk = holdfast.InRoot("disk");
        Directory.CreateDirectory(disk);
        var id = holdfast.Do("disk", "add", disk).Json.GetProperty("id").GetString();
        // Put away as well: packs go to the disk with the most room, and both are on one file system.
        var onSecond = FillSecondDisk(disk, second);

        var away = holdfast.InRoot("away");
        if (!whileRunning) holdfast.Stop();
        Directory.Move(disk, away);
        if (!whileRunning) holdfast.Start();

        Assert.Contains(holdfast.Alerts(), alert => alert.Code == ErrorCode.DiskMissing && alert.Subject == id && alert.Severity == "critical");
        Assert.Contains(holdfast.Do("disk", "list").Json.GetProperty("disks").EnumerateArray(), found => found.GetProperty("id").GetString() == id && found.GetProperty("state").GetString() == "missing");
        SampleTree.AssertSame(SampleTree.Read(first), holdfast.Recover(first));
        SampleTree.Write(first, "new.bin", 200_000);
        holdfast.Done("recovery-point", "create", first);
        SampleTree.AssertSame(SampleTree.Read(first), holdfast.Recover(first));
        Assert.NotEmpty(holdfast.Points());

        Directory.Move(away, disk);
        holdfast.Do("disk", "rescan");

        Assert.DoesNotContain(holdfast.Alerts(), alert => alert.Code == ErrorCode.DiskMissing);
        if (onSecond) SampleTree.AssertSame(SampleTree.Read(second), holdfast.Recover(second));
        SampleTree.AssertSame(SampleTree.Read(first), holdfast.Recover(first));
        Assert.Empty(holdfast.Job("verify", "--pool").Job.Verification!.Damages);
        holdfast.Restart();
        SampleTree.AssertSame(SampleTree.Read(first), holdfast.Recover(first));
    }

    /// <summary>Protects the second source until a pack of it lies on the second disk; false where none ever went there.</summary>
    private bool FillSecondDisk(string disk, string source)
    {
        for (var round = 0; round < 8; round++)
        {
            SampleTree.Write(source, "second.bin", 300_000, seed: round);
            holdfast.Done("protect", source);
            var packs = Path.Combine(disk, "packs");
            if (Directory.Exists(packs) && Directory.EnumerateFiles(packs, "*", SearchOption.AllDirectories).Any()) return true;
        }
        return false;
    }
}
