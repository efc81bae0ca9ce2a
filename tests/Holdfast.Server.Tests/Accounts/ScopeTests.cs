using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Recovery.Browsing;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Accounts;

public sealed class ScopeTests
{
    [Fact]
    public async Task LimitedToAGroup_SeesAndTouchesNothingElse()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        var (mine, other) = (await server.Protect(group: "Mine"), await server.Protect(path: server.MakeSource("elsewhere"), group: "Other"));
        using var runs = await server.Account("runs", RoleNames.Operator, groups: ["mine"]);
        using var recovers = await server.Account("recovers", RoleNames.RecoveryOperator, groups: ["Mine"]);

        Assert.Equal(mine.Source, Assert.Single((await runs.Sources()).Sources).Id);
        Assert.Equal("Mine", Assert.Single((await runs.Groups()).Groups).Name);
        Assert.Equal(("Mine", 1), Assert.Single((await runs.Insight.Groups()).Groups) is var summary ? (summary.Name, summary.Members) : default);
        Assert.Equal(mine.RecoveryPoint, Assert.Single((await runs.RecoveryPoints()).RecoveryPoints).Id);
        Assert.All((await runs.Jobs()).Jobs, job => Assert.Equal(mine.Source, job.Source));
        Assert.Equal(mine.Id, (await runs.Job(mine.Id)).Id);
        Assert.Equal(["Mine"], (await runs.Accounts.Caller()).Groups);

        foreach (var name in (string[])[other.Source!, "elsewhere", Path.Combine(server.Folder, "elsewhere")])
        {
            Assert.Equal(ErrorCode.NotFound, await Refused(runs.Source(name)));
            Assert.Equal(ErrorCode.NotFound, await Refused(runs.RecoveryPoints(name)));
            Assert.Equal(ErrorCode.NotFound, await Refused(runs.Synchronize(new RunRequest(name))));
            Assert.Equal(ErrorCode.NotFound, await Refused(runs.CreateRecoveryPoint(new CreateRecoveryPointRequest(name))));
            Assert.Equal(ErrorCode.NotFound, await Refused(recovers.Browse(name)));
            Assert.Equal(ErrorCode.NotFound, await Refused(recovers.Search("a", name)));
            Assert.Equal(ErrorCode.NotFound, await Refused(recovers.Recover(new RecoverRequest(name, To: Path.Combine(server.Folder, "out")))));
        }
        Assert.Equal(ErrorCode.NotFound, await Refused(runs.Group("Other")));
        Assert.Equal(ErrorCode.NotFound, await Refused(runs.Synchronize(new RunRequest(Group: "Other"))));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await Refused(runs.RecoveryPoint(other.RecoveryPoint!)));
        Assert.Equal(ErrorCode.NotFound, await Refused(runs.Job(other.Id)));
        Assert.Equal(ErrorCode.NotFound, await Refused(runs.CancelJob(other.Id)));
        Assert.Equal(ErrorCode.NotFound, await Refused(runs.RerunJob(other.Id)));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await Refused(runs.Verify(new VerifyRequest("point", other.RecoveryPoint))));
        Assert.Equal(ErrorCode.Forbidden, await Refused(runs.Verify(new VerifyRequest("pool"))));
        Assert.Equal(ErrorCode.Forbidden, await Refused(recovers.Browse("es1", externalServer: "other")));

        Assert.Equal(4, (await recovers.Browse(mine.Source!)).Items.Count);
        Assert.All((await recovers.Search("a")).Items, hit => Assert.Equal(mine.Source, hit.Source));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(runs.CreateRecoveryPoint(new CreateRecoveryPointRequest(mine.Source)))).State);
        Assert.Empty(server.Engine.Recoveries);
    }

    /// <summary>What Windows lets whom do with a file stands among its versions: of files that somebody may not see they may not see that either, by whatever name they ask.</summary>
    [Fact]
    public async Task LimitedToAGroup_SeesVersionsAndAccessListsOfItsOwnFilesAlone()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        var (mine, other) = (await server.Protect(group: "Mine"), await server.Protect(path: server.MakeSource("elsewhere"), group: "Other"));
        using var own = await server.Account("own", RoleNames.RecoveryOperator, groups: ["Mine"]);
        server.Engine.OnBrowse = (point, _) => [FolderTests.Item("plan.xlsx") with { AccessList = point.PointId == mine.RecoveryPoint ? "O:S-1-5-21-1" : "O:S-1-5-21-2" }];

        var version = Assert.Single((await own.Recovery.Versions(mine.Source!, "plan.xlsx")).Versions);

        Assert.Equal((mine.RecoveryPoint, "O:S-1-5-21-1"), (version.RecoveryPoint, version.Item.AccessList));
        Assert.Equal("O:S-1-5-21-2", Assert.Single((await server.Client.Recovery.Versions(other.Source!, "plan.xlsx")).Versions).Item.AccessList);
        foreach (var name in (string[])[other.Source!, "elsewhere", Path.Combine(server.Folder, "elsewhere")])
        {
            Assert.Equal(ErrorCode.NotFound, await Refused(own.Recovery.Versions(name, "plan.xlsx")));
            Assert.Equal(ErrorCode.NotFound, await Refused(own.Recovery.Versions(name, "plan.xlsx", online: true)));
        }
        Assert.Equal(ErrorCode.Forbidden, await Refused(own.Recovery.Versions(other.Source!, "plan.xlsx", externalServer: "another")));
        Assert.DoesNotContain((await own.Recovery.Search(new SearchQuery("plan"))).Items, hit => hit.Source == other.Source);
    }

    /// <summary>Somebody with a laptop sees what is theirs, and writes to no computer but theirs.</summary>
    [Fact]
    public async Task LimitedToAMachine_RecoversToNoOtherComputer()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        var mine = await server.Protect(group: "Mine");
        using var recovers = await server.Account("recovers", RoleNames.RecoveryOperator, servers: ["laptop"], groups: ["Mine"]);

        Assert.Equal(4, (await recovers.Browse(mine.Source!)).Items.Count);
        Assert.Equal(ErrorCode.Forbidden, await Refused(recovers.Recover(new RecoverRequest(mine.Source!, To: Path.Combine(server.Folder, "out")))));
        Assert.Equal(ErrorCode.Forbidden, await Refused(recovers.Recover(new RecoverRequest(mine.Source!, Original: true))));
        Assert.Empty(server.Engine.Recoveries);
    }

    [Fact]
    public async Task RecoveryOperator_CancelsTheRecoveryOfTheirOwnAndNothingElse()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        var backup = await server.Protect();
        using var mine = await server.Account("mine", RoleNames.RecoveryOperator);
        using var other = await server.Account("other", RoleNames.RecoveryOperator);
        using var reader = await server.Account("reader", RoleNames.Reader);
        server.Engine.OnRecover = (_, _, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
            cancellation.ThrowIfCancellationRequested();
        };
        server.Engine.OnBackup = (_, _, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException("Nobody cancelled it.");
        };
        var recovery = await mine.Recover(new RecoverRequest(backup.Source!, To: Path.Combine(server.Folder, "out")));
        Assert.Equal("mine", recovery.Account);
        Assert.Null((await mine.Job(backup.Id)).Account);
        Assert.Equal(ErrorCode.Forbidden, await Refused(other.CancelJob(recovery.Id)));
        Assert.Equal(ErrorCode.Forbidden, await Refused(reader.CancelJob(recovery.Id)));
        var running = Assert.Single((await server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(backup.Source))).Jobs);
        Assert.Equal(ErrorCode.Forbidden, await Refused(mine.CancelJob(running.Id)));
        await mine.CancelJob(recovery.Id);
        Assert.Equal(JobStates.Cancelled, (await mine.Job(recovery.Id, TimeSpan.FromSeconds(30))).State);
        await server.Client.CancelJob(running.Id);
    }

    [Fact]
    public async Task LimitedToAServer_SeesItsDatasourcesAlone()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        var job = await server.Protect();
        using var here = await server.Account("here", RoleNames.Reader, servers: [Environment.MachineName.ToLowerInvariant()]);
        using var elsewhere = await server.Account("elsewhere", RoleNames.Reader, servers: ["OTHER"]);
        Assert.Equal(job.Source, Assert.Single((await here.Sources()).Sources).Id);
        Assert.Single(Assert.Single((await here.Groups()).Groups).Sources);
        Assert.Empty((await elsewhere.Sources()).Sources);
        Assert.Empty((await elsewhere.Groups()).Groups);
        Assert.Equal(0, (await elsewhere.Insight.Groups()).Total);
        Assert.Empty((await elsewhere.Jobs()).Jobs);
        Assert.Equal(ErrorCode.NotFound, await Refused(elsewhere.Group("Default")));
    }

    [Fact]
    public async Task Alerts_OfALimitedAccount_AreThoseOfItsDatasources()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        await server.Protect(group: "Mine");
        await server.Protect(path: server.MakeSource("elsewhere"), group: "Other");
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotFound, "gone");
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("source")));
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("elsewhere")));
        var all = (await server.Client.Alerts()).Alerts;
        Assert.Equal(2, all.Count(alert => alert.Code == ErrorCode.ReplicaInconsistent));
        using var mine = await server.Account("mine", RoleNames.Operator, groups: ["Mine"]);
        var seen = Assert.Single((await mine.Alerts()).Alerts);
        var other = all.First(alert => alert.Code == ErrorCode.ReplicaInconsistent && alert.Id != seen.Id);
        Assert.Equal(ErrorCode.NotFound, await Refused(mine.ResolveAlert(other.Id)));
        await mine.ResolveAlert(seen.Id);
        Assert.Contains((await server.Client.Alerts()).Alerts, alert => alert.Id == other.Id);
    }
}
