using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.CloudPolicy;

public sealed class CloudPolicyTests
{
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task OutOfContact_FifteenDaysAndMore_StopsBackupsAndNotRecovery()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect(online: true);
        Interrupt(server);
        Advance(days: 15);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Synchronize(new RunRequest("source")))).State);
        Advance(days: 0.5);
        Assert.Equal(ErrorCode.ContactLost, await ProtectTests.Refused(server.Client.Synchronize(new RunRequest("source"))));
        Assert.Equal(ErrorCode.ContactLost, await ProtectTests.Refused(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source: "source"))));
        Assert.Equal(ErrorCode.ContactLost, await ProtectTests.Refused(server.Client.Check(new RunRequest("source"))));
        Assert.Equal(JobStates.Succeeded, (await Recover(server)).State);
        Assert.Equal(JobStates.Succeeded, (await Recover(server, online: true)).State);
        Assert.Equal([ErrorCode.ContactLost], await Alerts(server));
        Assert.Equal(("lost", 15, 0, false, false, true, true), Shown((await server.Client.Vault()).Policy!));
    }

    [Fact]
    public async Task Reconnected_AfterALongTime_EverythingResumesAtOnce()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        Interrupt(server);
        Advance(days: 20);
        Assert.Equal(ErrorCode.ContactLost, await ProtectTests.Refused(server.Client.Synchronize(new RunRequest("source"))));
        server.Pool.VaultState = server.Pool.VaultState with { State = "connected", Reason = null };
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Synchronize(new RunRequest("source")))).State);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Alerts(server));
        Assert.Equal(("connected", 0, 15, true, true, true, true), Shown((await server.Client.Vault()).Policy!));
    }

    [Fact]
    public async Task Countdown_FromTheThirdDay_NamesTheDaysThatAreLeft()
    {
        await using var server = await RunningServer.Start(time);
        Interrupt(server);
        Advance(days: 2.5);
        Assert.Empty(await Alerts(server));
        Advance(days: 0.5);
        var alert = await Alert(server, ErrorCode.ContactCountdown);
        Assert.Equal("warning", alert.Severity);
        Assert.Contains("stop in 12 days", alert.Message);
        Advance(days: 10);
        alert = await Alert(server, ErrorCode.ContactCountdown);
        Assert.Equal("critical", alert.Severity);
        Assert.Contains("stop in 2 days", alert.Message);
        Assert.Equal(("interrupted", 13, 2, true, true, true, true), Shown((await server.Client.Vault()).Policy!));
        Assert.False((await server.Client.VaultConnection()).Connected);
    }

    [Fact]
    public async Task OutOfContact_ServerRestarted_GoesOnCounting()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        server.Pool.VaultState = server.Pool.VaultState with { Subscription = "expired" };
        time.Advance(TimeSpan.FromMinutes(1));
        Interrupt(server);
        Advance(days: 10);
        await server.Restart();
        var policy = (await server.Client.Vault()).Policy!;
        Assert.Equal(("interrupted", "expired", 10), (policy.Connectivity, policy.Subscription, policy.DaysWithoutContact));
        Advance(days: 6);
        Assert.Equal("lost", (await server.Client.Vault()).Policy!.Connectivity);
    }

    [Fact]
    public async Task DiskContinues_OutOfContact_BacksUpToDiskAndSaysWhyTheVaultLags()
    {
        await using var server = await RunningServer.Start(time);
        await Configure(server, """{ "cloudPolicy": "disk-continues" }""");
        await server.Protect(online: true);
        Interrupt(server);
        Advance(days: 16);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Synchronize(new RunRequest("source")))).State);
        var online = await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source: "source")));
        Assert.Equal(JobStates.Failed, online.State);
        Assert.Equal(ErrorCode.VaultCopyFailed, online.Errors[0].Code);
        Assert.Contains("out of contact for 16 days", online.Errors[0].Message);
        Assert.True(await server.Client.RecoveryPoint(online.RecoveryPoint!) is { Disk: true, Online: false });
        Assert.Contains("Backups to the vault are stopped", (await Alert(server, ErrorCode.ContactLost)).Message);
        Assert.Equal(("lost", 16, 0, false, true, true, true), Shown((await server.Client.Vault()).Policy!));
    }

    [Fact]
    public async Task Expired_StopsBackupsUntilItIsActiveAgain()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect(online: true);
        var normal = server.Pool.VaultState;
        server.Pool.VaultState = normal with { Subscription = "expired" };
        Assert.Equal(ErrorCode.SubscriptionExpired, await ProtectTests.Refused(server.Client.Synchronize(new RunRequest("source"))));
        Assert.Equal(ErrorCode.SubscriptionExpired, await ProtectTests.Refused(server.Client.Protect(new ProtectRequest([server.MakeSource("other")], Group: "New"))));
        Assert.Equal(["Default"], (await server.Client.Groups()).Groups.Select(group => group.Name));
        Assert.Equal(JobStates.Succeeded, (await Recover(server, online: true)).State);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([ErrorCode.SubscriptionExpired], await Alerts(server));
        Assert.Single(server.Pool.Vault);
        server.Pool.VaultState = normal;
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Synchronize(new RunRequest("source")))).State);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Alerts(server));
    }

    [Fact]
    public async Task Deprovisioned_DeletesThePointsInTheVaultAndKeepsThoseOnDisk()
    {
        await using var server = await RunningServer.Start(time);
        var point = (await server.Protect(online: true)).RecoveryPoint!;
        var normal = server.Pool.VaultState;
        server.Pool.VaultState = normal with { Subscription = "deprovisioned" };
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await server.Client.RecoveryPoints(online: true)).RecoveryPoints);
        server.Pool.Vault.Clear(); // by the vault itself, which says no to everything now
        Assert.True(await server.Client.RecoveryPoint(point) is { Disk: true, Online: false });
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, await ProtectTests.Refused(server.Client.Recover(Recovery(server))));
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, await ProtectTests.Refused(server.Client.Synchronize(new RunRequest("source"))));
        Assert.Equal(new[] { ErrorCode.SubscriptionDeprovisioned, ErrorCode.OnlinePointsDeleted }.Order(), (await Alerts(server)).Order());
        Assert.Contains("1 recovery point in vault", (await Alert(server, ErrorCode.OnlinePointsDeleted)).Message);
        server.Pool.VaultState = normal;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(JobStates.Succeeded, (await Recover(server)).State);
        Assert.Equal(ErrorCode.NoRecoveryPoint, await ProtectTests.Refused(server.Client.Recover(Recovery(server) with { Online = true })));
        Assert.Equal([ErrorCode.OnlinePointsDeleted], await Alerts(server)); // until someone has seen it
    }

    [Fact]
    public async Task Deprovisioned_WhileTheClockIsNotTrusted_DeletesNothing()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect(online: true);
        server.Pool.VaultState = server.Pool.VaultState with { Subscription = "deprovisioned" };
        time.Advance(TimeSpan.FromDays(400));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Single((await server.Client.RecoveryPoints(online: true)).RecoveryPoints);
        await server.Client.ResolveAlert((await Alert(server, ErrorCode.ClockJump)).Id);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await server.Client.RecoveryPoints(online: true)).RecoveryPoints);
    }

    [Fact]
    public async Task Expired_WhileAJobWaits_TheJobFailsAndItsReplicaStaysGood()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        using var goOn = new ManualResetEventSlim();
        server.Engine.OnBackup = (request, report, _) =>
        {
            goOn.Wait(RunningServer.Deadline());
            return server.Engine.MakePoint(request, report);
        };
        var first = Assert.Single((await server.Client.Synchronize(new RunRequest("source"))).Jobs);
        var second = Assert.Single((await server.Client.Synchronize(new RunRequest("source"))).Jobs); // never two at once on a datasource
        server.Pool.VaultState = server.Pool.VaultState with { Subscription = "expired" };
        goOn.Set();
        await server.Wait(first);
        var refused = await server.Wait(second);
        Assert.Equal((JobStates.Failed, ErrorCode.SubscriptionExpired), (refused.State, refused.Errors[0].Code));
        Assert.DoesNotContain(ErrorCode.ReplicaInconsistent, await Alerts(server));
        Assert.Equal("ok", (await server.Client.Source("source")).ReplicaState);
    }

    [Fact]
    public async Task VaultStatus_VaultOnTheNetwork_NamesItsAddressForTheFirewall()
    {
        await using var server = await RunningServer.Start(time, pool => pool.VaultState = pool.VaultState with { Address = "https://vault.example:8443/own" });
        var vault = await server.Client.Vault();
        Assert.Equal("active", vault.Policy!.Subscription);
        Assert.Equal("strict", vault.Policy.Setting);
        Assert.Equal(
            ["www.msftncsi.com", "*.Microsoft.com", "*.WindowsAzure.com", "*.microsoftonline.com", "*.windows.net", "vault.example:8443"], vault.Policy.Addresses);
    }

    [Fact]
    public async Task NoVault_NothingIsHeldBack()
    {
        await using var server = await RunningServer.Start(time, pool => pool.VaultState = new("notRegistered", null, null, null, null, null, 0, 0));
        Advance(days: 20);
        Assert.Equal(JobStates.Succeeded, (await server.Protect()).State);
        Assert.Null((await server.Client.Vault()).Policy);
        Assert.Empty(await Alerts(server));
    }

    private static (string, int, int, bool, bool, bool, bool) Shown(CloudPolicyInfo policy) => (
        policy.Connectivity, policy.DaysWithoutContact, policy.DaysLeft, policy.BackupToVault, policy.BackupToDisk, policy.RecoverFromVault, policy.RecoverFromDisk);

    private static void Interrupt(RunningServer server) => server.Pool.VaultState = server.Pool.VaultState with { State = "unreachable", Reason = "no route" };

    private static async Task Configure(RunningServer server, string settings)
    {
        await File.WriteAllTextAsync(Path.Combine(server.Data, "settings.json"), settings);
        await server.Restart();
    }

    private static RecoverRequest Recovery(RunningServer server) => new("source", To: server.MakeSource("target"));

    private static async Task<JobInfo> Recover(RunningServer server, bool online = false) =>
        await server.Wait(server.Client.Recover(Recovery(server) with { Online = online }));

    // Without the one that only says that the vault does not answer now, and what a healthy server has anyway.
    private static async Task<IReadOnlyList<ErrorCode>> Alerts(RunningServer server) =>
        [.. (await server.Client.Alerts()).Alerts.Select(alert => alert.Code).Where(code => code is not (ErrorCode.ServiceUnreachable or ErrorCode.RecoverySucceeded))];

    private static async Task<AlertInfo> Alert(RunningServer server, ErrorCode code) => Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == code);

    private void Advance(double days)
    {
        for (var i = 0; i < days * 4; i++) time.Advance(TimeSpan.FromHours(6)); // far below the step that the server takes for a clock that jumps
    }
}
