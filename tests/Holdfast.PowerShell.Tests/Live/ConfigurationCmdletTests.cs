using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class ConfigurationCmdletTests
{
    [Fact]
    public void GlobalProperty_Setting_IsSetAndTakenBack()
    {
        using var shell = new RealEngine();
        Assert.Equal("33", Text(shell, "Get-DPMGlobalProperty -PropertyName historyDays"));
        shell.Succeed("Set-DPMGlobalProperty -PropertyName historyDays -Value 40 -WhatIf");
        Assert.Null(Assert.Single(shell.Succeed("Get-DPMGlobalProperty | Where-Object PropertyName -eq historyDays")).Properties["AfterRestart"].Value);
        var set = Assert.Single(shell.Succeed("Set-DPMGlobalProperty -PropertyName historyDays -Value 40"));
        Assert.Equal("40", set.Properties["AfterRestart"].Value ?? set.Properties["Value"].Value);
        shell.Succeed("Set-DPMGlobalProperty -PropertyName historyDays -Value ''");
        Assert.Equal("33", Text(shell, "Get-DPMGlobalProperty -PropertyName historyDays"));
        Assert.Equal("True", Text(shell, "Get-DPMGlobalProperty -DPMServerName localhost -PropertyName AllowLocalDataProtection"));
        Assert.Empty(shell.Succeed("Set-DPMGlobalProperty -DPMServerName localhost -AllowLocalDataProtection $true -IsNetworkChecksumRequired $true"));
        Assert.StartsWith("Holdfast401091", shell.Fail("Get-DPMGlobalProperty -PropertyName nonsense").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void BackupNetworkAddress_Address_IsSetAndRemoved()
    {
        using var shell = new RealEngine();
        Assert.Empty(shell.Succeed("Get-DPMBackupNetworkAddress"));
        Assert.Empty(shell.Succeed("Add-DPMBackupNetworkAddress -Address 127.0.0.1 -SequenceNumber 1 -WhatIf; Get-DPMBackupNetworkAddress"));
        shell.Succeed("Add-DPMBackupNetworkAddress -DPMServerName localhost -Address 127.0.0.1 -SequenceNumber 1");
        Assert.Contains("next start", Assert.Single(shell.Warnings), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", Text(shell, "(Get-DPMBackupNetworkAddress).Address"));
        shell.Succeed("Get-DPMBackupNetworkAddress | Remove-DPMBackupNetworkAddress");
        Assert.Empty(shell.Succeed("Get-DPMBackupNetworkAddress"));
    }

    [Fact]
    public void AccessLicense_ThisMonth_IsAskedOfTheServer()
    {
        using var shell = new RealEngine();
        Assert.All(shell.Succeed("Get-DPMAccessLicense"), license => Assert.False(string.IsNullOrEmpty((string)license.Properties["Currency"].Value)));
        Assert.Equal(System.Management.Automation.ErrorCategory.InvalidArgument, shell.Fail("Get-DPMAccessLicense -Period nonsense").CategoryInfo.Category);
    }

    private static string Text(RealEngine shell, string script) => Assert.Single(shell.Succeed(script)).ToString();
}
