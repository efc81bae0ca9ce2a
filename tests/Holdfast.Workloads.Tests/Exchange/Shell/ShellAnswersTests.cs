using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Shell;

namespace Holdfast.Workloads.Tests.Exchange.Shell;

public sealed class ShellAnswersTests
{
    private static readonly Guid Database = new("0c5e7a52-0f6e-4a0f-9f0e-2b1a6f1d7c11");

    private readonly FakeShell shell = new();

    [Fact]
    public void Copies_AreReadLineByLine()
    {
        shell.Lines = ["MBX1\tMounted\tTrue\t0\t0\t1", "MBX2\tHealthy\tFalse\t3\t12\t"];
        var copies = ShellAnswers.Copies(shell, Database, CancellationToken.None);
        Assert.Equal(("MBX1", true, "Mounted", 0L, 0L, 1), (copies[0].Server, copies[0].IsActive, copies[0].Status, copies[0].CopyQueue, copies[0].ReplayQueue, copies[0].Preference));
        Assert.Equal(("MBX2", false, "Healthy", 3L, 12L, 0), (copies[1].Server, copies[1].IsActive, copies[1].Status, copies[1].CopyQueue, copies[1].ReplayQueue, copies[1].Preference));
        Assert.StartsWith($"Get-MailboxDatabaseCopyStatus -Identity '{Database}' | ", Assert.Single(shell.Asked), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MBX1\tMounted")]
    [InlineData("MBX1\tMounted\tTrue\tmany\t0\t1")]
    [InlineData("")]
    public void Copies_WhatIsNotUnderstood_IsSaid(string line)
    {
        shell.Lines = [line];
        Assert.Equal(WorkloadFault.ApplicationFailed, Assert.Throws<WorkloadException>(() => ShellAnswers.Copies(shell, Database, CancellationToken.None)).Fault);
    }

    /// <summary>PowerShell takes typographic quotes for quotes.</summary>
    [Theory]
    [InlineData("RDB1", "'RDB1'")]
    [InlineData("x'; Remove-Mailbox a; '", "'x''; Remove-Mailbox a; '''")]
    [InlineData("x\u2019; Remove-Mailbox a #", "'x\u2019\u2019; Remove-Mailbox a #'")]
    [InlineData("x\r\n$(1)", "'x$(1)'")]
    public void Database_NameWithQuotes_StaysAName(string name, string quoted)
    {
        Assert.Null(ShellAnswers.Database(shell, name, CancellationToken.None));
        Assert.Contains($"$_.Name -eq {quoted} }}", Assert.Single(shell.Asked), StringComparison.Ordinal);
    }
}
