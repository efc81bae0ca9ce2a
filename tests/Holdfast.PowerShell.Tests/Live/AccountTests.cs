using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>Where there are accounts, deletion takes a code: on a server of their own.</summary>
public sealed class AccountTests(LiveServer server, Installation other) : IClassFixture<Installation>
{
    private const string Secret = "(ConvertTo-SecureString 'correct horse battery' -AsPlainText -Force)";

    [Fact]
    public async Task Role_MadeLimitedChangedAndRemoved_IsAnAccountThatRecovers()
    {
        using var folder = await ProtectedSource.Make(other, "Role of Cara");
        using var shell = new RealEngine();
        using var elsewhere = new Elsewhere(shell, server, other);
        shell.Succeed("$role = New-DPMRole -DPMServerName localhost -Name cara -Description 'Recovers'; Add-DPMRecoveryItem -DpmRole $role -ProtectionGroups 'Role of Cara'");
        Assert.DoesNotContain((await other.Client.Accounts.List()).Accounts, account => account.Name == "cara");
        Assert.Contains("-Password", shell.Fail("Set-DPMRole -DpmRole $role").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        shell.Succeed($"Set-DPMRole $role -Password {Secret} -WhatIf");
        Assert.DoesNotContain((await other.Client.Accounts.List()).Accounts, account => account.Name == "cara");
        shell.Succeed($"Set-DPMRole $role -Password {Secret}");
        var made = Assert.Single((await other.Client.Accounts.List()).Accounts, account => account.Name == "cara");
        Assert.Equal(("recoveryOperator", "Role of Cara"), (made.Role, Assert.Single(made.Groups)));

        Assert.Equal("Role of Cara", shell.Succeed("(Get-DPMRole -Name cara | Get-DPMRecoveryItem).Name").Single().ToString());
        shell.Succeed($"$role = Get-DPMRole -Name cara -Editable; Remove-DPMRecoveryItem -DpmRole $role -All; Set-DPMRole $role -ConfirmationCode {(await other.Client.Accounts.MakePin()).Pin}");
        Assert.Contains("everything", Assert.Single(shell.Warnings), StringComparison.Ordinal);
        Assert.Empty(Assert.Single((await other.Client.Accounts.List()).Accounts, account => account.Name == "cara").Groups);

        shell.Succeed("Get-DPMRole -Name cara | Remove-DPMRole -WhatIf");
        Assert.Single(shell.Succeed("Get-DPMRole -Name cara"));
        shell.Succeed($"Get-DPMRole -Name cara | Remove-DPMRole -Confirm:$false -ConfirmationCode {(await other.Client.Accounts.MakePin()).Pin}");
        Assert.Empty(shell.Succeed("Get-DPMRole -Name cara"));
    }

    [Fact]
    public async Task Remove_WhereThereHasBeenAPin_TakesOne()
    {
        using var folder = await ProtectedSource.Make(other, "Confirmed");
        using var shell = new RealEngine();
        using var elsewhere = new Elsewhere(shell, server, other);
        var pin = (await other.Client.Accounts.MakePin()).Pin;
        shell.Succeed($"$point = Get-DPMRecoveryPoint -Datasource '{folder.Name}'");
        Assert.StartsWith("Holdfast400653,", shell.Fail("$point | Remove-DPMRecoveryPoint -Confirm:$false").FullyQualifiedErrorId, StringComparison.Ordinal);
        shell.Succeed($"$point | Remove-DPMRecoveryPoint -Confirm:$false -ConfirmationCode {pin}");
        Assert.Empty(await folder.Points());
    }
}
