using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Vault.Real;

/// <summary>A server and its vault over HTTPS: registration, keys, damage, and what other servers see.</summary>
public sealed class RealVaultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-realvault-").FullName;
    private readonly SteppedClock time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Register_OverHttps_SendsRecoversAndKeepsItsKeyPrivate()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        var vault = await server.Register(site);
        Assert.Equal(("connected", VaultSite.Name, "active", 14), (vault.State, vault.Name, vault.Subscription, vault.Rules!.SoftDeleteDays));
        Assert.StartsWith("https://", vault.Address, StringComparison.Ordinal);
        var key = Assert.Single(Directory.EnumerateFiles(Path.Combine(server.Data, "secrets"), "vault-client-*.key"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        await server.Protect();
        var target = Path.Combine(folder, "out");
        Assert.Equal(JobStates.Succeeded, (await server.Recover(target)).State);
        server.AssertRecovered(target);
        Assert.Equal(1, (await server.Client.Vault()).RecoveryPoints);

        // Registered again it keeps its data, and the key from before is gone.
        await server.Register(site);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(server.Data, "secrets"), "vault-client-*.key"));
        Assert.Equal(1, (await server.Client.Vault()).RecoveryPoints);
        server.Write("c.bin", 100_000);
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);
    }

    [Fact]
    public async Task Register_WrongPassphraseForWhatIsThere_LeavesTheRegistrationAsItWas()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        await server.Register(site);
        await server.Protect();
        Assert.Equal(ErrorCode.PassphraseMismatch, await ProtectTests.Refused(
            server.Client.RegisterVault(new RegisterVaultRequest(site.Credentials(), "another passphrase of good length"))));
        server.Write("c.bin", 100_000);
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);
    }

    [Fact]
    public async Task Damage_ByteFlippedInTheVault_IsReportedAndHealedFromDisk()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        await server.Register(site);
        await server.Protect();
        var pack = site.PackFiles().MaxBy(path => new FileInfo(path).Length)!;
        // The four weeks until a pack is read again pass without the server, which would look at its vault in each of their minutes.
        await server.Stop();
        Flip(pack);
        time.Advance(TimeSpan.FromDays(28));
        await server.Launch();
        var deadline = RealServer.Deadline();
        // As soon as it hears of damage the server heals it: what stays to be seen is its job.
        while ((await server.Client.Jobs(type: JobTypes.Verification)).Jobs.Count == 0)
        {
            time.Advance(TimeSpan.FromMinutes(61)); // the vault's own hourly round, which has the hash of the pack and no key
            await Task.Delay(20, deadline);
        }
        await server.Settled();

        var job = Assert.Single((await server.Client.Jobs(type: JobTypes.Verification)).Jobs);
        Assert.Equal(JobStates.Succeeded, job.State);
        Assert.True(job.Verification!.Healed > 0 && job.Verification.NotHealed == 0);
        Assert.All((await server.Client.Vaults.Packs()).Packs, one => Assert.Null(one.Damage));
        Assert.NotNull(Assert.Single((await server.Client.Alerts(includeResolved: true)).Alerts, alert => alert.Code == ErrorCode.DamageFound).Resolved);
        var target = Path.Combine(folder, "out");
        Assert.Equal(JobStates.Succeeded, (await server.Recover(target)).State);
        server.AssertRecovered(target);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Verify(new VerifyRequest("vault")))).State);
    }

    [Fact]
    public async Task Passphrase_ChangedAndKeysRotated_EverythingOpensWithTheNewOne()
    {
        const string Next = "the next passphrase, never shown either";
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        await server.Register(site);
        await server.Protect();
        var kit = await server.Client.Vaults.Kit();
        var change = new ChangePassphraseRequest(Next);
        Assert.Equal(ErrorCode.VaultPinMissing, await ProtectTests.Refused(server.Client.Vaults.ChangePassphrase(change)));
        server.Client.UseVaultPin("000000");
        _ = site.Pin();
        Assert.Equal(ErrorCode.VaultPinWrong, await ProtectTests.Refused(server.Client.Vaults.ChangePassphrase(change)));
        server.Client.UseVaultPin(site.Pin());
        await server.Client.Vaults.ChangePassphrase(change);
        server.Client.UseVaultPin(null);
        Assert.NotEqual(kit.PassphraseFingerprint, (await server.Client.Vaults.Kit()).PassphraseFingerprint);

        var rotated = await server.Client.Vaults.Rotate(new RotateKeysRequest());
        Assert.Equal((2, 2), (rotated.PoolEpoch, rotated.VaultEpoch));
        server.Write("c.bin", 150_000);
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);

        Assert.Equal(JobStates.Failed, (await server.Wait(server.Client.RebuildVault(new RebuildVaultRequest(RealServer.Passphrase)))).State);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.RebuildVault(new RebuildVaultRequest(Next)))).State);
        foreach (var online in (bool[])[false, true])
        {
            var target = Path.Combine(folder, $"out-{online}");
            Assert.Equal(JobStates.Succeeded, (await server.Recover(target, online)).State);
            server.AssertRecovered(target);
        }
        foreach (var place in (string[])["pool", "vault"]) Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Verify(new VerifyRequest(place)))).State);
    }

    [Fact]
    public async Task External_OverHttps_ReadsWithThePassphraseUntilTheCredentialsExpire()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        var id = (await server.Register(site)).ServerId!;
        await server.Protect();
        await using var other = await RealServer.Start(Path.Combine(folder, "other"), time);
        var credentials = site.Credentials();
        var listed = Assert.Single((await other.Client.AddExternal(new AddExternalRequest(credentials))).Servers);
        Assert.Equal((id, false), (listed.Id, listed.Open));
        for (var i = 0; i < 3; i++)
            Assert.Equal(ErrorCode.PassphraseMismatch, await ProtectTests.Refused(other.Client.AddExternal(new AddExternalRequest(credentials, id, "not the passphrase of anything"))));
        Assert.Equal(ErrorCode.ServerNotFound, await ProtectTests.Refused(other.Client.AddExternal(new AddExternalRequest(credentials, "nobody", RealServer.Passphrase))));
        var before = Files(site);

        Assert.True(Assert.Single((await other.Client.AddExternal(new AddExternalRequest(credentials, listed.Name, RealServer.Passphrase))).Servers) is { Open: true, RecoveryPoints: 1 });
        Assert.Equal(server.Source, Assert.Single((await other.Client.ExternalRecoveryPoints(id)).RecoveryPoints).Path);
        var target = Path.Combine(folder, "out");
        Assert.Equal(JobStates.Succeeded, (await other.Wait(other.Client.Recover(new Contracts.Api.RecoverRequest(server.Source, To: target, Online: true, ExternalServer: id)))).State);
        server.AssertRecovered(target);
        Assert.Equal(before, Files(site)); // nothing of the other server was touched

        await other.Settled();
        for (var hours = 0; hours < 49; hours += 7)
        {
            time.Advance(TimeSpan.FromHours(7));
            await other.Settled();
            await server.Settled();
        }
        var late = new Contracts.Api.RecoverRequest(server.Source, To: Path.Combine(folder, "late"), Online: true, ExternalServer: id);
        Assert.Equal(ErrorCode.VaultCredentialsExpired, await CodeOf(other, late));
        Assert.Equal(ErrorCode.VaultCredentialsExpired, await ProtectTests.Refused(other.Client.AddExternal(new AddExternalRequest(credentials, id, RealServer.Passphrase))));
    }

    [Fact]
    public async Task External_EmptyVault_SaysThatNobodyIsThere()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        Assert.Equal(ErrorCode.NoServersRegistered, await ProtectTests.Refused(server.Client.AddExternal(new AddExternalRequest(site.Credentials()))));
    }

    [Fact]
    public async Task Group_PolicyBelowTheFloor_IsRefusedByTheVaultWithoutItsPin()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        await server.Register(site);
        var point = (await server.Protect()).RecoveryPoint!;
        var low = new ModifyGroupRequest(null, null, null, 3);
        Assert.Equal(ErrorCode.RetentionBelowFloor, await ProtectTests.Refused(server.Client.ModifyGroup("Default", low)));
        Assert.Equal(ErrorCode.RetentionBelowFloor, await ProtectTests.Refused(server.Client.DeleteRecoveryPoint(point, online: true)));
        server.Client.UseVaultPin(site.Pin());
        Assert.Equal(3, (await server.Client.ModifyGroup("Default", low)).OnlineRetentionDays);
        // Used once, it is used up.
        Assert.Equal(ErrorCode.VaultPinWrong, await ProtectTests.Refused(server.Client.DeleteRecoveryPoint(point, online: true)));
        server.Client.UseVaultPin(site.Pin());
        await server.Client.DeleteRecoveryPoint(point, online: true);
        Assert.False((await server.Client.RecoveryPoint(point)).Online);
    }

    /// <summary>With which a recovery is refused, or fails.</summary>
    private static async Task<ErrorCode> CodeOf(RealServer server, Contracts.Api.RecoverRequest request)
    {
        try
        {
            var job = await server.Wait(server.Client.Recover(request));
            return job.Errors.Count == 0 ? ErrorCode.None : job.Errors[0].Code;
        }
        catch (HoldfastException refusal)
        {
            return refusal.Code;
        }
    }

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(path, bytes);
    }

    private static List<(string, long)> Files(VaultSite site) =>
        [.. Directory.EnumerateFiles(site.Storage, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (path, new FileInfo(path).Length))];
}
