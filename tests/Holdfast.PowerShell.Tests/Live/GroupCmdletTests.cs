using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class GroupCmdletTests(LiveServer server)
{
    [Fact]
    public async Task NewAndSet_Group_IsAtTheServerOnceItIsCommitted()
    {
        using var shell = new RealEngine();
        shell.Succeed("$group = New-DPMProtectionGroup -DPMServerName localhost -Name 'Committed'");
        Assert.DoesNotContain((await server.Client.Groups()).Groups, group => group.Name == "Committed");
        shell.Succeed("Set-DPMProtectionGroup -ProtectionGroup $group -WhatIf");
        Assert.DoesNotContain((await server.Client.Groups()).Groups, group => group.Name == "Committed");
        shell.Succeed("Set-DPMProtectionGroup -ProtectionGroup $group");
        Assert.Equal("Committed", Assert.Single(shell.Succeed("(Get-DPMProtectionGroup | Where-Object Name -eq Committed).FriendlyName")).ToString());
    }
}
