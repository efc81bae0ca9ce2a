using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Tests.Vault;

/// <summary>What happens by itself: points that the vault keeps, packs that it found damaged, points that it deleted.</summary>
public sealed class VaultKeepingTests
{
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Expiry_VaultKeepsThePoint_IsNewsAndTriedAgain()
    {
        await using var server = await RunningServer.Start(time, prepare: pool => pool.VaultRefusal = ErrorCode.RetentionBelowFloor);
        await server.Protect(online: true);
        time.Advance(TimeSpan.FromDays(1));
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source: "source", Online: true)));
        for (var day = 0; day < 31; day++) time.Advance(TimeSpan.FromHours(23));
        time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(2, server.Pool.Vault.Count);
        var alert = Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.VaultKeepsPoints);
        Assert.Equal("informational", alert.Severity);
        Assert.DoesNotContain((await server.Client.Jobs()).Jobs, job => job.State == JobStates.Failed);
        server.Pool.VaultRefusal = null;
        time.Advance(TimeSpan.FromHours(1));
        Assert.Single(server.Pool.Vault);
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.VaultKeepsPoints);
    }

    [Fact]
    public async Task Damage_ReportedByTheVault_IsHealedFromDiskOnceAndByName()
    {
        await using var server = await RunningServer.Start(time);
        var asked = new List<Holdfast.Server.Engine.VerifyRequest>();
        server.Engine.OnVerify = request =>
        {
            asked.Add(request);
            return new VerifyOutcome(1, 1, 1, 1, [new Damage("ciphertext", "aacc", "c1", ["p1"], ["lost.txt"], Healed: false, "Bytes differ.")], 0, 1);
        };
        server.Pool.DamagedPacks.Add(new PackCheck("packs/aa/aacc", 100, time.GetUtcNow(), time.GetUtcNow(), "altered"));
        time.Advance(TimeSpan.FromHours(1));
        await Settled(server);
        Assert.True(Assert.Single(asked) is { Online: true, Heal: true, Reported: true });
        var alert = Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.DamageFound);
        Assert.Equal(("critical", "vault"), (alert.Severity, alert.Subject));
        Assert.Equal(1, (await server.Client.Vault()).Checks!.Damaged);
        time.Advance(TimeSpan.FromHours(3));
        await Settled(server);
        Assert.Single(asked); // what cannot be healed is not tried every hour
        Assert.Contains((await server.Client.Vaults.Packs()).Packs, pack => pack is { Id: "aacc", Damage: "altered" });
    }

    [Fact]
    public async Task Damage_HealedCompletely_EndsTheAlert()
    {
        await using var server = await RunningServer.Start(time);
        server.Engine.OnVerify = _ =>
        {
            server.Pool.DamagedPacks.Clear();
            return new VerifyOutcome(1, 1, 1, 1, [new Damage("ciphertext", "aacc", "c1", [], [], Healed: true, "Bytes differ.")], 1, 0);
        };
        server.Pool.DamagedPacks.Add(new PackCheck("packs/aa/aacc", 100, time.GetUtcNow(), time.GetUtcNow(), "altered"));
        time.Advance(TimeSpan.FromHours(1));
        await Settled(server);
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    [Fact]
    public async Task Kit_HoldsWhatIsNeededAndNoSecret()
    {
        await using var server = await RunningServer.Start(time);
        var kit = await server.Client.Vaults.Kit();
        Assert.Equal(("Own", "server1", "1234 5678 9abc def0"), (kit.Vault, kit.ServerId, kit.PassphraseFingerprint));
        Assert.Contains(kit.Steps, step => step.Contains("--replace server1", StringComparison.Ordinal));
    }

    private static async Task Settled(RunningServer server)
    {
        foreach (var job in (await server.Client.Jobs()).Jobs) await server.Wait(job);
    }
}
