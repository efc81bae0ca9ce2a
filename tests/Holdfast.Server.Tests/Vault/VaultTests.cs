using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Vault;

public sealed class VaultTests
{
    private const string Passphrase = "a secret that nobody may see";

    [Fact]
    public async Task Register_GoodCredentials_ConnectsAndKeepsDescriptions()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultState = new("notRegistered", null, null, null, null, null, 0, 0));
        await server.Protect();
        Assert.False((await server.Client.VaultConnection()).Connected);
        server.Pool.Descriptions.Clear();
        var vault = await server.Client.RegisterVault(new RegisterVaultRequest([1, 2, 3], Passphrase));
        Assert.Equal(("connected", "Registered"), (vault.State, vault.Name));
        Assert.True((await server.Client.VaultConnection()).Connected);
        Assert.Equal("vault2", (await server.Client.Status()).Vault.Id);
        Assert.Equal(["group", "source"], server.Pool.Descriptions.Keys.Select(key => key.Kind).Order());
    }

    [Fact]
    public async Task Register_BadPassphrase_IsRefusedBeforeTheVaultIsAsked()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal(ErrorCode.PassphraseTooShort, await ProtectTests.Refused(server.Client.RegisterVault(new RegisterVaultRequest([1], "fifteen letters"))));
        Assert.Equal(ErrorCode.PassphraseNotAccepted, await ProtectTests.Refused(server.Client.RegisterVault(new RegisterVaultRequest([1], "sixteen lettersß"))));
        Assert.Equal(ErrorCode.InvalidVaultCredentials, await ProtectTests.Refused(server.Client.RegisterVault(new RegisterVaultRequest([], Passphrase))));
        Assert.Empty(server.Engine.Passphrases);
    }

    [Fact]
    public async Task Secrets_AfterAllThatTakesThem_AreNowhereInTheDataFolder()
    {
        await using var server = await RunningServer.Start();
        await server.Client.RegisterVault(new RegisterVaultRequest([1], Passphrase));
        await server.Wait(server.Client.RebuildVault(new RebuildVaultRequest(Passphrase)));
        await server.Client.AddExternal(new AddExternalRequest([1], "other", Passphrase));
        await server.Stop();
        foreach (var file in Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain(Passphrase, text);
            if (Path.GetFileName(file) != "token") Assert.DoesNotContain(server.Token, text);
        }
    }

    [Fact]
    public async Task VaultUnreachable_RaisesAnAlertAfterTheJobThatNoticed()
    {
        await using var server = await RunningServer.Start();
        var vault = server.Pool.VaultState;
        server.Engine.OnPush = (_, _, _) =>
        {
            server.Pool.VaultState = vault with { State = "unreachable", Reason = "no route" };
            throw new HoldfastException(ErrorCode.ServiceUnreachable, "no route");
        };
        await server.Protect(online: true);
        Assert.Contains((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ServiceUnreachable && alert.Message.Contains("no route"));
        Assert.Equal("no route", (await server.Client.VaultConnection()).Reason);
        (server.Pool.VaultState, server.Engine.OnPush) = (vault, null);
        await server.Protect();
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }
}
