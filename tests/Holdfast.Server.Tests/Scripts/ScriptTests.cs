using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Scripts;

namespace Holdfast.Server.Tests.Scripts;

public sealed class ScriptTests
{
    private static readonly string[] hostile = ["a b", "\"quoted\"", "'single'", "$(touch /tmp/holdfast-never)", "; exit 7", "*", "back\\slash", "ümläut", "", "new\nline"];

    [Fact]
    public async Task Scripts_AroundABackup_RunInOrderAndTheirOutputIsInTheJob()
    {
        await using var server = await RunningServer.Start();
        var log = Path.Combine(server.Folder, "order");
        var pre = Script(server, "pre", $"echo pre-said-this; echo \"pre $HOLDFAST_SOURCE\" >> '{log}'");
        var post = Script(server, "post", $"echo \"post $1 $2\" >> '{log}'");
        await Group(server, pre, new ScriptInfo([post.Arguments[0], "own"]));
        server.Engine.OnBackup = (request, report, _) =>
        {
            File.AppendAllText(log, "backup\n");
            return server.Engine.MakePoint(request, report);
        };
        var job = await server.Protect(group: "G");
        Assert.Equal(JobStates.Succeeded, job.State);
        Assert.Equal([$"pre {server.Source}", "backup", "post own succeeded"], File.ReadAllLines(log));
        Assert.Contains(job.Errors, error => error is { Code: ErrorCode.ScriptOutput, Item: "pre-script", Message: "pre-said-this\n" });

        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotAccessible, "Not now.");
        Assert.Equal(JobStates.Failed, (await server.Protect(group: "G")).State);
        Assert.Equal("post own failed", File.ReadAllLines(log)[^1]);
    }

    [Fact]
    public async Task PreScript_Fails_NothingIsBackedUpAndThePostScriptStillRuns()
    {
        await using var server = await RunningServer.Start();
        var log = Path.Combine(server.Folder, "order");
        await Group(server, Script(server, "pre", "exit 3"), Script(server, "post", $"echo \"$1\" > '{log}'"));
        var job = await server.Protect(group: "G");
        Assert.Equal((JobStates.Failed, ErrorCode.PreScriptFailed), (job.State, job.Errors[0].Code));
        Assert.Contains("exit code 3", job.Errors[0].Message);
        Assert.Empty(server.Engine.Backups);
        Assert.Equal("failed\n", File.ReadAllText(log));
    }

    [Fact]
    public async Task PostScript_Fails_LeavesThePointAndWarns()
    {
        await using var server = await RunningServer.Start();
        await Group(server, null, Script(server, "post", "exit 4"));
        var job = await server.Protect(group: "G");
        Assert.Equal((JobStates.SucceededWithWarnings, ErrorCode.PostScriptFailed), (job.State, job.Errors[0].Code));
        Assert.Single(server.Pool.Disk);
    }

    [Fact]
    public async Task PreScript_NotThere_SaysSo()
    {
        await using var server = await RunningServer.Start();
        await Group(server, new ScriptInfo([Path.Combine(server.Folder, "nowhere")]), null);
        Assert.Equal(ErrorCode.ScriptNotStarted, (await server.Protect(group: "G")).Errors[0].Code);
    }

    [Fact]
    public async Task PreScript_TakesTooLong_IsEndedWithAllThatItStarted()
    {
        await using var server = await RunningServer.Start();
        var child = Path.Combine(server.Folder, "child");
        await Group(server, Script(server, "pre", $"sleep 600 & echo $! > '{child}'; wait") with { TimeoutSeconds = 1 }, null);
        var job = await server.Protect(group: "G");
        Assert.Equal(ErrorCode.PreScriptTimedOut, job.Errors[0].Code);
        var pid = File.ReadAllText(child).Trim();
        var deadline = RunningServer.Deadline();
        while (Runs(pid)) await Task.Delay(5, deadline);
    }

    [Fact]
    public void Arguments_ThatAShellWouldInterpret_ArriveAsTheyAre()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script prints its arguments with a Linux program.");
        var outcome = new LocalScriptRunner(TimeProvider.System).Run(
            Environment.MachineName, new ScriptCommand(["/usr/bin/printf", "[%s]", .. hostile], 30), new ScriptContext("j", "/s"), "succeeded", default);
        Assert.Equal(string.Concat(hostile.Append("succeeded").Select(argument => $"[{argument}]")), outcome.Output);
        Assert.False(File.Exists("/tmp/holdfast-never"));
    }

    [Fact]
    public void Environment_OfAScript_HoldsNothingElse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The environment is printed with a Linux program.");
        Environment.SetEnvironmentVariable("HOLDFAST_TEST_SECRET", "secret");
        var outcome = new LocalScriptRunner(TimeProvider.System).Run(
            Environment.MachineName, new ScriptCommand(["/usr/bin/env"], 30), new ScriptContext("job1", "/srv/a b"), null, default);
        Assert.Contains("HOLDFAST_JOB=job1\n", outcome.Output);
        Assert.Contains("HOLDFAST_SOURCE=/srv/a b\n", outcome.Output);
        Assert.DoesNotContain("secret", outcome.Output);
    }

    [Fact]
    public void Output_WithoutEnd_IsBounded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The output is made with a Linux program.");
        var outcome = new LocalScriptRunner(TimeProvider.System).Run(
            Environment.MachineName, new ScriptCommand(["/usr/bin/head", "-c", "3000000", "/dev/zero"], 60), new ScriptContext("j", "/s"), null, default);
        Assert.True(outcome.IsSuccess);
        Assert.InRange(outcome.Output.Length, ScriptOutcome.MostOutput, ScriptOutcome.MostOutput + 100);
        Assert.EndsWith("(more was printed)", outcome.Output);
    }

    private static bool Runs(string pid)
    {
        // A zombie has ended; it only waits to be looked at.
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ");
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task Group(RunningServer server, ScriptInfo? pre, ScriptInfo? post)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The scripts are Linux shell scripts.");
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(PreScript: pre, PostScript: post)));
    }

    private static ScriptInfo Script(RunningServer server, string name, string body)
    {
        var path = Path.Combine(server.Folder, name + ".sh");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new ScriptInfo([path]);
    }
}
