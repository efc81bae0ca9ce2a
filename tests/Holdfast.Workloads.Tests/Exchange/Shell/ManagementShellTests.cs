using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Shell;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Exchange.Shell;

/// <summary>Against a script that stands in for powershell.exe: no PowerShell and no Exchange run here.</summary>
public sealed class ManagementShellTests : IDisposable
{
    private readonly TempTree tree = new();

    [Fact]
    public void Run_HandsThePipelineOver_AndReadsLines()
    {
        var shell = Standing($"echo \"$@\" > {tree["asked"]}; printf 'MBX1\\tHealthy\\t\\nM\\303\\274nchen\\tMounted\\n' | base64");

        var lines = shell.Run("Get-Something 'x'", CancellationToken.None);

        Assert.Equal(["MBX1\tHealthy\t", "München\tMounted"], lines);
        var asked = File.ReadAllText(tree["asked"]).Trim().Split(' ');
        Assert.Equal(["-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand"], asked[..^1]);
        Assert.Contains("$lines = @(Get-Something 'x')", Encoding.Unicode.GetString(Convert.FromBase64String(asked[^1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingFound_IsNothing() => Assert.Empty(Standing("echo").Run("Get-Nothing", CancellationToken.None));

    [Theory]
    [InlineData("echo 'The operation could not be performed.' >&2; exit 1", "could not be performed")]
    [InlineData("echo '#< CLIXML'", "not understood")]
    public void Run_Fails_IsSaid(string script, string said)
    {
        var fault = Assert.Throws<WorkloadException>(() => Standing(script).Run("Get-Something", CancellationToken.None));
        Assert.Equal(WorkloadFault.ApplicationFailed, fault.Fault);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoPowerShell_IsNotHere() =>
        Assert.Equal(WorkloadFault.NotHere, Assert.Throws<WorkloadException>(() => new ManagementShell(tree["nowhere"]).Run("Get-Something", CancellationToken.None)).Fault);

    public void Dispose() => tree.Dispose();

    private ManagementShell Standing(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        File.WriteAllText(tree["powershell"], $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tree["powershell"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new ManagementShell(tree["powershell"]);
    }
}
