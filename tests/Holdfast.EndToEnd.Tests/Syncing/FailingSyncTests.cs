using System.Diagnostics;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Syncing;

/// <summary>A disk that takes bytes and refuses to make them durable: nothing that was not durable is ever acknowledged.</summary>
public sealed class FailingSyncTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Protect_SyncFails_JobFailsAndNothingIsListed(int firstToFail)
    {
        Assert.SkipUnless(Tool.IsThere("strace"), "strace is not installed.");
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var content = SampleTree.Read(source);
        var first = holdfast.Start().Done("protect", source).RecoveryPoint!;
        SampleTree.Write(source, "four.bin", 200_000);

        using (var strace = Attach(firstToFail))
        {
            var outcome = holdfast.Run("recovery-point", "create", source, "--wait", "--json");
            Assert.NotEqual(0, outcome.ExitCode);
            strace.Kill();
            strace.WaitForExit();
        }

        holdfast.Server.Kill();
        holdfast.Start();
        Assert.Equal([first], holdfast.Points().Select(point => point.Id));
        SampleTree.AssertSame(content, holdfast.Recover(source));
        Assert.DoesNotContain(holdfast.Jobs(), job => job.State == "running");
        Assert.Empty(holdfast.Job("verify", "--pool").Job.Verification!.Damages);
        content = SampleTree.Read(source);
        holdfast.Done("recovery-point", "create", source);
        SampleTree.AssertSame(content, holdfast.Recover(source));
    }

    /// <summary>From the Nth flush on, every one fails with EIO, in the pool and in the catalog alike.</summary>
    private Process Attach(int firstToFail)
    {
        var start = new ProcessStartInfo("strace", [
            "-f", "-p", $"{holdfast.Server.Pid}", "-o", holdfast.InRoot("strace"), "-e", "trace=fsync,fdatasync",
            "-e", $"inject=fsync,fdatasync:error=EIO:when={firstToFail}+"])
        {
            RedirectStandardError = true,
        };
        var strace = Process.Start(start)!;
        var said = strace.StandardError.ReadLine();
        if (said?.Contains("attached", StringComparison.Ordinal) == true) return strace;
        strace.Kill();
        strace.Dispose();
        Assert.Skip($"strace may not attach to a process here: {said}");
        return strace;
    }
}
