using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.RoundTrip;

/// <summary>A tree with every kind of item, protected to disk and vault and recovered from both.</summary>
public sealed class RealTreeTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void Recover_EveryKindOfItem_FromPoolAndVaultIsTheSame()
    {
        var source = holdfast.InRoot("source");
        var notMade = RealTree.Make(source);
        Assert.True(!Environment.IsPrivilegedProcess || notMade.Length == 0, $"root could not make: {string.Join(", ", notMade)}");
        var before = RealTree.Read(source);
        holdfast.Start();
        Seconds.PassOne();

        var (exitCode, job) = holdfast.Job("protect", source, "--online");

        Assert.Equal((0, 0L), (exitCode, job.ItemsFailed));
        var note = Assert.Single(job.Errors);
        Assert.Equal((ErrorCode.ItemSkipped, "socket"), (note.Code, note.Item));
        RealTree.AssertSame(before, source);
        foreach (var online in (bool[])[false, true]) RealTree.AssertSame(before, holdfast.Recover(source, online: online));
        holdfast.VerifyBoth();

        var second = holdfast.Job("protect", source).Job;
        Assert.Equal(0, second.BytesRead);
        RealTree.AssertSame(before, holdfast.Recover(source));
    }

    [Fact]
    public void Recover_Original_BringsBackWhatWasLostAndLeavesTheRest()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var before = SampleTree.Read(source);
        holdfast.Start().Done("protect", source);
        File.Delete(Path.Combine(source, "one.bin"));
        Directory.Delete(Path.Combine(source, "sub"), recursive: true);
        File.WriteAllText(Path.Combine(source, "a.txt"), "overwritten");

        holdfast.Done("recover", source, "--original", "--existing", "overwrite");

        SampleTree.AssertSame(before, source);
    }

    [Fact]
    public void Recover_OneItem_BringsItAlone()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        holdfast.Start().Done("protect", source);
        var target = holdfast.NewFolder();

        holdfast.Done("recover", source, "--item", "sub/c.txt", "--to", target);

        Assert.Equal(File.ReadAllBytes(Path.Combine(source, "sub", "c.txt")), File.ReadAllBytes(Path.Combine(target, "sub", "c.txt")));
        Assert.Equal(["sub", "sub/c.txt"], SampleTree.Read(target).Keys.Order());
    }
}
