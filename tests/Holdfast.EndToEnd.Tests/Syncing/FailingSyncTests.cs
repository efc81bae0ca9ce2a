using System.Diagnostics;
using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Syncing;

/// <summary>A disk that takes bytes and refuses to make them durable: nothing that was not durable is ever acknowledged.</summary>
public sealed class FailingSyncTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Theory]
    [InlineData("packs")]
    [InlineData("points")]
    [InlineData("everything")]
    public void Protect_SyncFails_JobFailsAndNothingIsListed(string where)
    {
        Assert.SkipUnless(Tool.IsThere("strace"), "strace is not installed.");
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var content = SampleTree.Read(source);
        var first = holdfast.Start().Done("protect", source).RecoveryPoint!;
        SampleTree.Write(source, "four.bin", 200_000);

        using (var strace = Attach(where))
        {
            var outcome = holdfast.Run("recovery-point", "create", source, "--wait", "--json");
            Assert.NotEqual(0, outcome.ExitCode);
            if (where != "everything")
            {
                var error = Assert.Single(outcome.Expect(1).Job.Errors);
                Assert.Equal(ErrorCode.WriteFailed, error.Code);
                Assert.NotEmpty(error.Remedy);
                Assert.Equal([first], holdfast.Points().Select(point => point.Id));
            }
            // The server first: a flush that works again must not save what was reported as lost.
            holdfast.Server.Kill();
            strace.Kill();
            strace.WaitForExit();
        }

        holdfast.Start();
        SampleTree.AssertSame(content, holdfast.Recover(source, first));
        AssertNoHalfPoint(where, source, first);
        Assert.NotEmpty(holdfast.Settled());
        Assert.Empty(holdfast.Job("verify", "--pool").Job.Verification!.Damages);
        content = SampleTree.Read(source);
        holdfast.Done("recovery-point", "create", source);
        SampleTree.AssertSame(content, holdfast.Recover(source));
    }

    /// <summary>
    /// The catalog may have kept an order that it could not flush, and the next server then carries it out: that point is whole, or it is a defect.
    /// </summary>
    private void AssertNoHalfPoint(string where, string source, string first)
    {
        var more = holdfast.Points().Select(point => point.Id).Where(id => id != first).ToList();
        if (where != "everything") Assert.Empty(more);
        foreach (var id in more) SampleTree.AssertSame(SampleTree.Read(source), holdfast.Recover(source, id));
    }

    /// <summary>From now on flushes fail with EIO: those of the folders that packs or points lie in, or every one, also of the catalog.</summary>
    private Process Attach(string where)
    {
        List<string> arguments = ["-f", "-p", $"{holdfast.Server.Pid}", "-o", holdfast.InRoot("strace"), "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO"];
        foreach (var folder in Folders(where)) arguments.AddRange(["-P", folder]);
        var start = new ProcessStartInfo("strace", arguments) { RedirectStandardError = true };
        var strace = Process.Start(start)!;
        var said = strace.StandardError.ReadLine();
        while (said?.Contains("Requested path", StringComparison.Ordinal) == true) said = strace.StandardError.ReadLine();
        if (said?.Contains("attached", StringComparison.Ordinal) == true) return strace;
        strace.Kill();
        strace.Dispose();
        Assert.Skip($"strace may not attach to a process here: {said}");
        return strace;
    }

    private IEnumerable<string> Folders(string where) => where switch
    {
        "packs" => Enumerable.Range(0, 256).Select(number => Path.Combine(holdfast.Pool, "packs", $"{number:x2}")),
        "points" => Directory.GetDirectories(Path.Combine(holdfast.Pool, "points")),
        _ => [],
    };
}
