using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Tests.Accounts;
using Holdfast.Server.Tests.Scheduling;

namespace Holdfast.Server.Tests.Insight;

public sealed class OverviewTests
{
    private static readonly string[] everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    [Fact]
    public async Task Overview_NewServer_ShowsTheFirstSteps()
    {
        await using var server = await RunningServer.Start(prepare: pool =>
        {
            pool.Disks.Clear();
            pool.VaultState = new VaultState("notRegistered", null, null, null, null, null, 0, 0);
        });
        var overview = await server.Client.Insight.Overview();
        Assert.Equal((0, 0), (overview.Sources, overview.ProtectedWithinGoals));
        Assert.Equal([("addDisk", false), ("addServer", false), ("protect", false), ("registerVault", false)], overview.Steps.Select(step => (step.Id, step.Done)));
        Assert.Equal("addDisk", Assert.Single(overview.Needs).Action);
        Assert.Equal("notRegistered", overview.Vault!.State);
    }

    [Fact]
    public async Task Overview_SourceThatFailed_NeedsACheckAndIsNotWithinItsGoals()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(group: "Good");
        var bad = await server.Protect(path: server.MakeSource("bad"), group: "Bad");
        Assert.Equal((2, 2, 0), await Sentence(server.Client));
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.TargetOutOfSpace, "C: on FS01 is full.");
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(bad.Source)));
        var overview = await server.Client.Insight.Overview();
        Assert.Equal((2, 1), (overview.Sources, overview.ProtectedWithinGoals));
        var need = Assert.Single(overview.Needs);
        Assert.Equal((bad.Source, "check", "critical", "bad", "Bad"), (need.Source, need.Action, need.Severity, need.Name, need.Group));
        Assert.Contains("C: on FS01 is full.", need.Cause, StringComparison.Ordinal);
        Assert.Equal(need.Alert, Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Severity == "critical").Id);
        Assert.Equal(1, overview.Alerts.Critical);

        server.Engine.OnBackup = null;
        await server.Wait(server.Client.Check(new RunRequest(bad.Source)));
        Assert.Equal((2, 2, 0), await Sentence(server.Client));
    }

    [Fact]
    public async Task Overview_RunsAreMissed_IsLateAfterTwoOfThem()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(RecoveryPoints: new TimesInfo(["18:00"], everyDay))));
        var job = await server.Protect(group: "G");
        await server.ToNextDue(time, "G");
        Assert.Equal((1, 1, 0), await Sentence(server.Client));
        Assert.Equal(DateTimeOffset.Parse("2026-05-02T18:00Z"), (await server.Client.Insight.Overview()).NextPoint);
        Assert.Equal(DateTimeOffset.Parse("2026-05-01T18:00Z"), (await server.Client.Insight.Overview()).LastPoint);

        // The server is down for the runs of the 2nd and the 3rd; then nothing can be backed up.
        await server.Stop();
        time.Advance(TimeSpan.FromHours(49));
        using var go = new ManualResetEventSlim();
        await server.Launch(engine => engine.OnBackup = (request, report, _) =>
        {
            go.Wait(RunningServer.Deadline());
            return engine.MakePoint(request, report);
        });
        var overview = await server.Client.Insight.Overview();
        Assert.Equal((1, 0), (overview.Sources, overview.ProtectedWithinGoals));
        var need = Assert.Single(overview.Needs, need => need.Source == job.Source);
        Assert.Equal("run", need.Action);
        go.Set();
        await server.Idle();
        Assert.Equal((1, 1), await server.Client.Insight.Overview() is var well ? (well.Sources, well.ProtectedWithinGoals) : default);
        // The clock has jumped, which is told of too.
        Assert.DoesNotContain((await server.Client.Insight.Overview()).Needs, need => need.Source == job.Source);
    }

    [Fact]
    public async Task Overview_SuspendedGroupAndMissingVault_AreNeedsOfTheirOwn()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultState = new VaultState("notRegistered", null, null, null, null, null, 0, 0));
        await server.Protect(group: "Still");
        await server.Client.CreateGroup(new CreateGroupRequest("Cloud", Policy: new PolicyInfo(Online: new OnlineInfo())));
        await server.Client.Policies.Suspend("Still");
        var overview = await server.Client.Insight.Overview();
        Assert.Equal((1, 0), (overview.Sources, overview.ProtectedWithinGoals));
        Assert.Equal(["registerVault", "unsuspend"], overview.Needs.Select(need => need.Action).Order());
        Assert.Equal("Still", overview.Needs.Single(need => need.Action == "unsuspend").Name);
        Assert.Equal("suspended", Assert.Single((await server.Client.Insight.Sources(new SourceQuery())).Sources).State);
    }

    [Fact]
    public async Task Overview_LimitedAccount_SeesItsOwnAndNothingOfTheServer()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        var mine = await server.Protect(group: "Mine");
        await server.Protect(path: server.MakeSource("other"), group: "Other");
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotFound, "gone");
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("other")));
        using var account = await server.Account("limited", RoleNames.Reader, groups: ["Mine"]);
        var seen = await account.Insight.Overview();
        Assert.Equal((1, 1, 0), (seen.Sources, seen.ProtectedWithinGoals, seen.NeedsTotal));
        Assert.Equal(0, seen.Alerts.Critical);
        Assert.Null(seen.Storage);
        Assert.Null(seen.Vault);
        Assert.Null(seen.CostThisMonth);
        Assert.Equal(mine.Source, Assert.Single((await account.Insight.Map()).Rows).Source);
        Assert.Equal(mine.Source, Assert.Single((await account.Insight.Sources(new SourceQuery())).Sources).Id);
        Assert.Equal(["Mine"], (await account.Insight.Sources(new SourceQuery())).Facets.Groups.Select(facet => facet.Value));
        Assert.Equal([mine.Source], (await account.Insight.Band()).Jobs.Select(job => job.Source));
        Assert.Equal(mine.Source, Assert.Single((await account.Insight.Space()).Sources).Source);
        Assert.Null((await account.Insight.Space()).Reclaimable);
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(account.Insight.Storage()));
    }

    [Fact]
    public async Task Overview_StorageVaultAndCost_AreThoseOfTheirOwnRoutes()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var (overview, status) = (await server.Client.Insight.Overview(), await server.Client.Status());
        Assert.Equal((status.Pool.Capacity, status.Pool.Used, status.Pool.Free), (overview.Storage!.Capacity, overview.Storage.Used, overview.Storage.Free));
        // One point of 300 bytes in a pool of 400 saves nothing.
        Assert.Equal((300, 0), (overview.Storage.LogicalBytes, overview.Storage.DedupSaved));
        Assert.Equal(("connected", "Own"), (overview.Vault!.State, overview.Vault.Name));
        var bill = await server.Client.Billing.Bill();
        overview = await server.Client.Insight.Overview();
        Assert.Equal((bill.Total, bill.Currency), (overview.CostThisMonth, overview.Currency));
        Assert.All(overview.Steps, step => Assert.True(step.Done, step.Id));
        await File.WriteAllTextAsync(Path.Combine(server.Data, "prices.json"), "nonsense");
        Assert.Null((await server.Client.Insight.Overview()).CostThisMonth);
    }

    private static async Task<(int, int, int)> Sentence(HoldfastClient client)
    {
        var overview = await client.Insight.Overview();
        return (overview.Sources, overview.ProtectedWithinGoals, overview.NeedsTotal);
    }
}
