using Holdfast.Agent.Scripts;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Tests.Scripts;

public sealed class ScriptRunnerTests
{
    [Fact]
    public async Task Run_ArgumentsOfAShell_AreJustArguments()
    {
        Unix();
        var result = await Run(20, "/bin/echo", "$(id)", "; rm -rf /", "a b", "`id`");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("$(id) ; rm -rf / a b `id`\n", result.Output.ToStringUtf8());
    }

    [Fact]
    public async Task Run_ExitCodeAndBothOutputs_AreReported()
    {
        Unix();
        var result = await Run(20, "/bin/sh", "-c", "echo out; echo err >&2; exit 7");
        Assert.Equal(7, result.ExitCode);
        Assert.False(result.TimedOut);
        Assert.Contains("out\n", result.Output.ToStringUtf8(), StringComparison.Ordinal);
        Assert.Contains("err\n", result.Output.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TimeIsOver_KillsTheWholeTree()
    {
        Unix();
        var mark = Path.Combine(Path.GetTempPath(), "holdfast-script-" + Guid.NewGuid().ToString("N"));
        try
        {
            var result = await Run(1, "/bin/sh", "-c", $"echo $$ > {mark}; sleep 600 & wait");
            Assert.True(result.TimedOut);
            Assert.False(Directory.Exists($"/proc/{File.ReadAllText(mark).Trim()}"));
        }
        finally
        {
            File.Delete(mark);
        }
    }

    [Fact]
    public async Task Run_LeavesSomethingInTheBackground_EndsWithTheScript()
    {
        Unix();
        var result = await Run(100, "/bin/sh", "-c", "sleep 30 & echo $!");
        Assert.Equal(0, result.ExitCode);
        Assert.False(result.TimedOut);
        System.Diagnostics.Process.GetProcessById(int.Parse(result.Output.ToStringUtf8().Trim(), System.Globalization.CultureInfo.InvariantCulture)).Kill();
    }

    [Fact]
    public async Task Run_MuchOutput_IsCutAndTheScriptStillEnds()
    {
        Unix();
        var result = await Run(30, "/bin/sh", "-c", "head -c 1000000 /dev/zero");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(ScriptRunner.LargestOutput, result.Output.Length);
    }

    [Fact]
    public async Task Run_ReadsStandardInput_FindsItsEnd()
    {
        Unix();
        Assert.Equal(0, (await Run(20, "/bin/cat")).ExitCode);
    }

    [Theory]
    [InlineData("/no/such/program")]
    [InlineData("")]
    public async Task Run_ProgramThatIsNotThere_IsNotStarted(string program) =>
        Assert.Equal(ErrorCode.ScriptNotStarted, (await Assert.ThrowsAsync<HoldfastException>(() => Run(5, program))).Code);

    [Fact]
    public async Task Run_NoArguments_IsNotStarted() =>
        Assert.Equal(ErrorCode.ScriptNotStarted, (await Assert.ThrowsAsync<HoldfastException>(() => Run(5))).Code);

    private static Task<ScriptResult> Run(uint seconds, params string[] arguments)
    {
        var script = new Script { TimeoutSeconds = seconds };
        script.Arguments.AddRange(arguments);
        return ScriptRunner.Run(script, TimeProvider.System, CancellationToken.None);
    }

    private static void Unix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are those of Unix.");
}
