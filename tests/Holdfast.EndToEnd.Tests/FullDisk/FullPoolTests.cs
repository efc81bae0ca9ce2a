using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.FullDisk;

/// <summary>A pool that is full to the brim: what fails says so, what reads or gives back works.</summary>
public sealed class FullPoolTests : IDisposable
{
    private const int FileSize = 12 << 20;
    private readonly Installation holdfast = new();
    private LoopDisk? disk;

    public void Dispose()
    {
        disk?.Dispose();
        holdfast.Dispose();
    }

    [Fact]
    public void Protect_UntilFull_FailsCleanlyAndGivesBackWhatIsDeleted()
    {
        disk = new LoopDisk(holdfast.InRoot("image"), holdfast.Pool, 160);
        var source = holdfast.InRoot("source");
        Directory.CreateDirectory(source);
        holdfast.Start();
        var contents = new Dictionary<string, IReadOnlyDictionary<string, string>>();

        var failed = FillUp(source, contents);

        Assert.Equal((1, "failed"), (failed.ExitCode, failed.Job.State));
        var error = Assert.Single(failed.Job.Errors);
        Assert.Equal(ErrorCode.ReplicaOutOfSpace, error.Code);
        Assert.Contains("remedy: " + error.Remedy, failed.Error, StringComparison.Ordinal);
        Assert.InRange(contents.Count, 3, 12);
        Assert.Equal(contents.Keys.Order(), holdfast.Points().Select(point => point.Id).Order());
        AssertRecoverable(source, contents);

        // A full pool still takes deletions, and gives back their room.
        foreach (var id in contents.Keys.SkipLast(1).ToList())
        {
            holdfast.Do("recovery-point", "delete", id);
            contents.Remove(id);
        }
        holdfast.Done("pool", "collect");
        holdfast.Done("pool", "collect");
        var point = holdfast.Done("recovery-point", "create", source).RecoveryPoint!;

        contents[point] = SampleTree.Read(source);
        AssertRecoverable(source, contents);
        holdfast.Restart();
        AssertRecoverable(source, contents);
        Assert.Empty(holdfast.Job("verify", "--pool").Job.Verification!.Damages);
    }

    /// <summary>Each point replaces the one file of the source with another.</summary>
    private Outcome FillUp(string source, Dictionary<string, IReadOnlyDictionary<string, string>> contents)
    {
        for (var round = 0; round < 20; round++)
        {
            SampleTree.Write(source, "file.bin", FileSize, seed: round);
            string[] command = round == 0 ? ["protect", source] : ["recovery-point", "create", source];
            var outcome = holdfast.Run([.. command, "--wait", "--json"]);
            if (outcome.ExitCode != 0) return outcome;
            contents[outcome.Job.RecoveryPoint!] = SampleTree.Read(source);
        }
        Assert.Fail("The disk never became full.");
        return null!;
    }

    private void AssertRecoverable(string source, Dictionary<string, IReadOnlyDictionary<string, string>> contents)
    {
        foreach (var (id, content) in contents) SampleTree.AssertSame(content, holdfast.Recover(source, id));
    }
}
