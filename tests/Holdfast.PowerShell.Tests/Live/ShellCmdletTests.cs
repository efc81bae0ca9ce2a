using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class ShellCmdletTests(LiveServer server)
{
    [Fact]
    public void GetCommand_OfAName_GivesCmdletsWithWhatTheyDo()
    {
        using var shell = new RealEngine();
        var found = shell.Succeed("Get-DPMCommand *RecoveryPointLocation*");
        Assert.Equal("Get-DPMRecoveryPointLocation", Assert.Single(found).Properties["Name"].Value);
        Assert.Equal(shell.Succeed("(Get-Module Holdfast).ExportedCmdlets.Count").Single().BaseObject, shell.Succeed("Get-DPMCommand").Count);
    }

    [Fact]
    public void GetSampleScript_All_AreTenThatPowerShellUnderstands()
    {
        using var shell = new RealEngine();
        Assert.Equal(Enumerable.Range(1, 10), shell.Succeed("Get-DPMSampleScript | ForEach-Object Number").Select(number => (int)number.BaseObject));
        Assert.Empty(shell.Succeed("Get-DPMSampleScript | ForEach-Object { $errors = $null; [void][System.Management.Automation.Language.Parser]::ParseInput($_.Script, [ref]$null, [ref]$errors); $errors }"));
    }

    [Fact]
    public async Task UpdateNonDomainServerInfo_AgentSetUpAnew_GivesATokenThatIsNotShown()
    {
        using var shell = new RealEngine();
        shell.Succeed("Update-NonDomainServerInfo -PSName web01 -WhatIf");
        Assert.DoesNotContain((await server.Client.Agents.Tokens()).Tokens, token => token.Host == "web01");
        var enrollment = Assert.Single(shell.Succeed("$enrollment = Update-NonDomainServerInfo -PSName web01 -DPMServerName localhost; $enrollment"));
        Assert.Contains("--name web01", (string)enrollment.Properties["Command"].Value, StringComparison.Ordinal);
        var secret = shell.Succeed("ConvertFrom-SecureString $enrollment.Token -AsPlainText").Single().ToString()!;
        Assert.All(enrollment.Properties, property => Assert.DoesNotContain(secret, property.Value?.ToString() ?? "", StringComparison.Ordinal));
        Assert.Equal("open", Assert.Single((await server.Client.Agents.Tokens()).Tokens, token => token.Host == "web01").State);
    }
}
