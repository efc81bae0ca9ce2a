using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class RoleCmdletTests
{
    [Theory]
    [InlineData("Rename-DPMRole -DpmRole $role -Name dora", "Remove-DPMRole")]
    [InlineData("Add-DPMSecurityGroup -DpmRole $role -SecurityGroups 'EXAMPLE\\Owners'", "ldapRoles")]
    [InlineData("Remove-DPMSecurityGroup -DpmRole $role -All", "ldapRoles")]
    [InlineData("Add-DPMRecoveryItem -DpmRole $role -Type SqlInstance -SqlInstances 'SQL01'", "-ProductionServers")]
    [InlineData("Remove-DPMRecoveryItem -DpmRole $role -Datasources 'Orders'", "-ProductionServers")]
    [InlineData("New-DPMRecoveryTarget -Type SqlInstance -RecoveryTarget 'SQL02'", "every production server")]
    [InlineData("Remove-DPMRecoveryTarget -DpmRole $role -All", "every production server")]
    public void Role_WhatAccountsCannotSay_SaysWhatToDoInstead(string script, string remedy)
    {
        using var shell = new RealEngine();
        Assert.Contains(remedy, shell.Fail($"$role = New-DPMRole -Name dora; {script}").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void RecoveryTarget_OfEveryRole_IsUnrestricted()
    {
        using var shell = new RealEngine();
        shell.Succeed("$role = New-DPMRole -Name emma; Add-DPMRecoveryTarget -DpmRole $role -RecoveryTargets (New-DPMRecoveryTarget -Type SqlInstance -Unrestricted)");
        Assert.True((bool)shell.Succeed("(Get-DPMRecoveryTarget -DpmRole $role).Unrestricted").Single().BaseObject);
        Assert.Empty(shell.Succeed("Get-DPMSecurityGroup -DpmRole $role"));
    }
}
