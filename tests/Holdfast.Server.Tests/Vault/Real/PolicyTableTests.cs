using Dapper;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Vaults;
using Holdfast.Server.Tests.Protect;
using Holdfast.Store;
using Microsoft.Data.Sqlite;

namespace Holdfast.Server.Tests.Vault.Real;

/// <summary>Every row of the table of connectivity and subscription, over the real service: what the server stops, what the vault itself refuses, and that all resumes.</summary>
public sealed class PolicyTableTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-policy-").FullName;
    private readonly SteppedClock time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Connected_EveryState_BothSidesEnforceAndActiveResumes()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        await server.Register(site);
        var first = (await server.Protect()).RecoveryPoint!;
        await AssertRow(server, backup: null, fromVault: null, fromDisk: null);
        AssertVault(server, writes: null, reads: null);

        await Set(site, server, VaultStates.Expired);
        await AssertRow(server, ErrorCode.SubscriptionExpired, fromVault: null, fromDisk: null);
        AssertVault(server, ErrorCode.SubscriptionExpired, reads: null);
        Assert.True((await server.Client.RecoveryPoint(first)).Online);

        await Set(site, server, VaultStates.Active);
        await AssertRow(server, backup: null, fromVault: null, fromDisk: null);

        await Set(site, server, VaultStates.Deprovisioned);
        await AssertRow(server, ErrorCode.SubscriptionDeprovisioned, ErrorCode.SubscriptionDeprovisioned, ErrorCode.SubscriptionDeprovisioned);
        AssertVault(server, ErrorCode.SubscriptionDeprovisioned, ErrorCode.SubscriptionDeprovisioned);
        Assert.True(await server.Client.RecoveryPoint(first) is { Online: false, Disk: true });
        Assert.Contains((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.OnlinePointsDeleted);
        await Withdrawn(site);

        await Set(site, server, VaultStates.Active);
        Assert.True(await server.Client.RecoveryPoint(first) is { Online: false, Disk: true });
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code is ErrorCode.PointsMissing or ErrorCode.SubscriptionDeprovisioned);
        server.Write("c.bin", 200_000);
        var next = await server.Point();
        Assert.Equal(JobStates.Succeeded, next.State);
        await AssertRow(server, backup: null, fromVault: null, fromDisk: null);
        var target = Path.Combine(folder, "again");
        Assert.Equal(JobStates.Succeeded, (await server.Recover(target)).State);
        server.AssertRecovered(target);
    }

    [Theory]
    [InlineData(VaultStates.Active, ErrorCode.ContactLost, null)]
    [InlineData(VaultStates.Expired, ErrorCode.SubscriptionExpired, null)]
    [InlineData(VaultStates.Deprovisioned, ErrorCode.SubscriptionDeprovisioned, ErrorCode.SubscriptionDeprovisioned)]
    public async Task LostForMoreThanFifteenDays_EveryState_StopsAndResumes(string state, ErrorCode backup, ErrorCode? recovery)
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), time);
        await using var server = await RealServer.Start(folder, time);
        await server.Register(site);
        await server.Protect();
        if (state != VaultStates.Active) await Set(site, server, state);
        await site.Interrupt();
        await Advance(server, days: 14);
        Assert.Equal("interrupted", (await server.Client.Vault()).Policy!.Connectivity);
        await Advance(server, days: 2);
        Assert.Equal("lost", (await server.Client.Vault()).Policy!.Connectivity);

        // From the vault the table says yes, and what stops it is that nobody answers.
        await AssertRow(server, backup, recovery ?? ErrorCode.ServiceUnreachable, recovery, isThere: false);

        await site.Serve();
        await Set(site, server, VaultStates.Active);
        await AssertRow(server, backup: null, fromVault: state == VaultStates.Deprovisioned ? ErrorCode.NoRecoveryPoint : null, fromDisk: null);
        Assert.Equal("connected", (await server.Client.Vault()).Policy!.Connectivity);
    }

    private async Task Set(VaultSite site, RealServer server, string state)
    {
        site.Owner.SetState(VaultSite.Name, state);
        time.Advance(TimeSpan.FromMinutes(1));
        await server.Settled();
        Assert.Equal(state, (await server.Client.Vault()).Subscription);
    }

    private async Task Advance(RealServer server, int days)
    {
        for (var i = 0; i < days * 2; i++)
        {
            time.Advance(TimeSpan.FromHours(12)); // far below the step that is taken for a clock that jumps
            await server.Settled();
        }
    }

    /// <summary>Null: it is done; otherwise the code with which it is refused.</summary>
    private async Task AssertRow(RealServer server, ErrorCode? backup, ErrorCode? fromVault, ErrorCode? fromDisk, bool isThere = true)
    {
        var sync = new RunRequest(server.Source);
        if (backup is { } code)
        {
            Assert.Equal(code, await ProtectTests.Refused(server.Client.Synchronize(sync)));
            Assert.Equal(code, await ProtectTests.Refused(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(server.Source, Online: true))));
        }
        else
            Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Synchronize(sync))).State);
        await AssertRecovery(server, online: false, fromDisk);
        if (isThere || fromVault is not ErrorCode.ServiceUnreachable) await AssertRecovery(server, online: true, fromVault);
        var policy = (await server.Client.Vault()).Policy!;
        Assert.Equal((backup is null, backup is null), (policy.BackupToVault, policy.BackupToDisk));
        Assert.Equal(fromVault is null or ErrorCode.ServiceUnreachable or ErrorCode.NoRecoveryPoint, policy.RecoverFromVault);
        Assert.Equal(fromDisk is null, policy.RecoverFromDisk);
    }

    private async Task AssertRecovery(RealServer server, bool online, ErrorCode? refusal)
    {
        var target = Path.Combine(folder, "recovered-" + Guid.NewGuid().ToString("N"));
        var request = new Contracts.Api.RecoverRequest(server.Source, To: target, Online: online);
        if (refusal is null) Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Recover(request))).State);
        else if (refusal == ErrorCode.SubscriptionDeprovisioned && online)
            Assert.Contains(await ProtectTests.Refused(server.Client.Recover(request)), (ErrorCode[])[ErrorCode.SubscriptionDeprovisioned, ErrorCode.NoRecoveryPoint]); // its points are gone
        else Assert.Equal(refusal, await ProtectTests.Refused(server.Client.Recover(request)));
    }

    /// <summary>What the vault itself says to this server's own certificate, whatever the server thinks of it.</summary>
    private void AssertVault(RealServer server, ErrorCode? writes, ErrorCode? reads)
    {
        var options = new EngineOptions(server.Data);
        using var access = new VaultAccess(options, time);
        using var connection = access.Connect(new VaultRecordFile(options.VaultRegistration).Require().Place);
        Assert.Equal(writes, CodeOf(() => connection.Prefix.Create($"descriptions/group/{Guid.NewGuid():N}/0000000001", [1, 2, 3])));
        Assert.Equal(reads, CodeOf(() => connection.Prefix.GetLength("repository")));
    }

    private static ErrorCode? CodeOf(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (StorageException fault)
        {
            return Assert.IsType<HoldfastException>(fault.InnerException).Code;
        }
    }

    /// <summary>The vault's own upkeep has retired the points of the deprovisioned vault.</summary>
    private async Task Withdrawn(VaultSite site)
    {
        var deadline = RealServer.Deadline();
        while (Retired(site) == 0)
        {
            deadline.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMinutes(61));
            await Task.Delay(20, deadline);
        }
    }

    private static long Retired(VaultSite site)
    {
        using var records = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "vault.db")};Mode=ReadOnly;Pooling=False");
        return records.ExecuteScalar<long>("SELECT COUNT(*) FROM blobs WHERE name LIKE 'points/%' AND retired IS NOT NULL");
    }
}
