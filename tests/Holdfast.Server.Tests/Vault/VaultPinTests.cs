using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Vault;

/// <summary>What the vault's PIN is needed for, and how it gets there.</summary>
public sealed class VaultPinTests
{
    [Fact]
    public async Task DeletePoint_VaultKeepsIt_TakesThePinOfTheVault()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultRefusal = ErrorCode.RetentionBelowFloor);
        var point = (await server.Protect(online: true)).RecoveryPoint!;
        Assert.Equal(ErrorCode.RetentionBelowFloor, await ProtectTests.Refused(server.Client.DeleteRecoveryPoint(point, online: true)));
        server.Client.UseVaultPin("000000");
        Assert.Equal(ErrorCode.VaultPinWrong, await ProtectTests.Refused(server.Client.DeleteRecoveryPoint(point, online: true)));
        Assert.True((await server.Client.RecoveryPoint(point)).Online);
        server.Client.UseVaultPin("123456");
        await server.Client.DeleteRecoveryPoint(point, online: true);
        Assert.Equal([null, "000000", "123456"], server.Engine.VaultPins);
        Assert.True(await server.Client.RecoveryPoint(point) is { Online: false, Disk: true });
    }

    [Fact]
    public async Task Pin_ThatThisServerDoesNotNeed_IsTheVaults()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultRefusal = ErrorCode.RetentionBelowFloor);
        var point = (await server.Protect(online: true)).RecoveryPoint!;
        server.Client.Confirm("123456");
        await server.Client.DeleteRecoveryPoint(point, online: true);
        Assert.Equal(["123456"], server.Engine.VaultPins);
    }

    [Fact]
    public async Task Pin_ThatThisServerTook_IsNotGivenToTheVault()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultRefusal = ErrorCode.RetentionBelowFloor);
        var point = (await server.Protect(online: true)).RecoveryPoint!;
        server.Client.Confirm((await server.Client.Accounts.MakePin()).Pin);
        Assert.Equal(ErrorCode.RetentionBelowFloor, await ProtectTests.Refused(server.Client.DeleteRecoveryPoint(point, online: true)));
        Assert.Equal([null], server.Engine.VaultPins);
    }

    [Fact]
    public async Task StopWithDelete_SeveralMembers_OnePinIsEnough()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultRefusal = ErrorCode.RetentionBelowFloor);
        await server.Protect(online: true);
        await server.Protect(online: true, path: server.MakeSource("second"));
        server.Client.UseVaultPin("123456");
        await server.Client.StopProtection("Default", new StopProtectionRequest(true));
        Assert.Equal(["123456"], server.Engine.VaultPins);
        Assert.Empty(server.Pool.Vault);
        Assert.Empty(server.Pool.Disk);
        Assert.Empty((await server.Client.Sources(inactive: true)).Sources);
    }

    [Fact]
    public async Task StopWithDelete_VaultRefuses_NothingIsLostAnywhere()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultRefusal = ErrorCode.VaultImmutable);
        await server.Protect(online: true);
        Assert.Equal(ErrorCode.VaultImmutable, await ProtectTests.Refused(server.Client.StopProtection("Default", new StopProtectionRequest(true))));
        Assert.Single(server.Pool.Vault);
        Assert.Single(server.Pool.Disk);
        Assert.Single((await server.Client.Sources(inactive: true)).Sources);
    }

    [Fact]
    public async Task ChangePassphrase_GivesPinAndPassphraseOn()
    {
        await using var server = await RunningServer.Start();
        var request = new ChangePassphraseRequest("another passphrase of good length");
        Assert.Equal(ErrorCode.VaultPinMissing, await ProtectTests.Refused(server.Client.Vaults.ChangePassphrase(request)));
        server.Client.UseVaultPin("123456");
        await server.Client.Vaults.ChangePassphrase(request);
        Assert.Equal([request.Passphrase], server.Engine.Passphrases);
        Assert.Equal(ErrorCode.PassphraseTooShort, await ProtectTests.Refused(server.Client.Vaults.ChangePassphrase(new ChangePassphraseRequest("too short"))));
    }

    [Fact]
    public async Task Group_OnlinePolicyBelowTheFloor_IsRefusedUntilThePinIsGiven()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.HasFloors = true);
        await server.Protect(online: true);
        var low = new ModifyGroupRequest(null, null, true, 3);
        Assert.Equal(ErrorCode.RetentionBelowFloor, await ProtectTests.Refused(server.Client.ModifyGroup("Default", low)));
        Assert.Equal(30, (await server.Client.Group("Default")).OnlineRetentionDays);
        server.Client.UseVaultPin("123456");
        Assert.Equal(3, (await server.Client.ModifyGroup("Default", low)).OnlineRetentionDays);
        var source = Assert.Single((await server.Client.Sources()).Sources).Id;
        Assert.Equal([(new SourceRetention(source, 30, 0, 0, 0), null), (new SourceRetention(source, 3, 0, 0, 0), "123456")], server.Engine.Declared);
    }

    [Fact]
    public async Task Group_CreatedBelowTheFloorOfItsVault_IsRefused()
    {
        await using var server = await RunningServer.Start();
        server.Pool.VaultState = server.Pool.VaultState with
        {
            Standing = new VaultStanding("vault1", "Own", VaultStates.Active, new VaultRules(14, 0, true, VaultRules.Hot), VaultTransfers.Service, TimeProvider.System.GetUtcNow()),
        };
        Assert.Equal(ErrorCode.RetentionBelowFloor, await ProtectTests.Refused(server.Client.CreateGroup(new Contracts.Api.CreateGroupRequest("Low", 14, true, 3))));
        await server.Client.CreateGroup(new Contracts.Api.CreateGroupRequest("Enough", 14, true, 7));
        await server.Client.CreateGroup(new Contracts.Api.CreateGroupRequest("Disk only", 14, false, 3));
    }
}
