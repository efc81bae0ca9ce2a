using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Applications;

/// <summary>The whole way over the API: an application on another computer, reached by its agent alone.</summary>
public sealed class AgentLedgerTests
{
    private const string Secret = "correct horse battery staple";

    [Fact]
    public async Task ProtectAndRecover_ThroughAnAgent_Work()
    {
        await using var server = await LedgerServer.Start();
        var far = new Ledger { Password = Secret };
        await using var agent = await WorkloadAgent.Start(server, "db1", new LedgerWorkload(far));
        far.Add("one", TimeProvider.System.GetUtcNow());

        Assert.Contains((await server.Client.Agents.Inventory("db1")).Items, item => item is { Kind: "ledger", Path: "ledger://all", IsContainer: true });
        Assert.Equal("ledger://main", Assert.Single((await server.Client.Applications.Discover("ledger://all", "db1")).Applications).Path);
        await server.Client.Applications.SetCredential(new SetCredentialRequest("ledger://main", "keeper", Secret));
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1")));
        Assert.Equal(ErrorCode.ApplicationSignInRefused, refused.Code); // that account was for the server's own
        await server.Client.Applications.SetCredential(new SetCredentialRequest("db1:ledger://main", "keeper", Secret));

        var jobs = await server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1", Options: new Dictionary<string, string> { ["color"] = "red" }));
        Assert.DoesNotContain(jobs.Warnings ?? [], warning => warning.Contains("follows no logs", StringComparison.Ordinal));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(Task.FromResult(jobs))).State);
        await server.Until(() => Task.FromResult(far.Committed == 1));
        Assert.Equal((0, 0), (server.Ledger.Backups, server.Ledger.Followers));
        var source = Assert.Single((await server.Client.Sources()).Sources);
        Assert.Equal(("ledger", "db1", "ledger://main", "red"), (source.Kind, source.Server, source.Path, source.Options!["color"]));
        Assert.Equal(source.Id, Assert.Single((await server.Client.Applications.Discover("ledger://all", "db1")).Applications).Source);

        far.Add("two", TimeProvider.System.GetUtcNow());
        var second = await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(source.Id)));
        Assert.Equal("incremental", (await server.Client.RecoveryPoint(second.RecoveryPoint!)).Type);

        var here = await server.Wait(server.Client.Recover(new RecoverRequest(source.Id, second.RecoveryPoint!, To: server.Target("here")) { AsFiles = true }));
        Assert.Equal(JobStates.Succeeded, here.State);
        var there = await server.Wait(server.Client.Recover(new RecoverRequest(source.Id, second.RecoveryPoint!, To: server.Target("there"), Server: "db1")));
        Assert.Equal((JobStates.Succeeded, "Count the entries."), (there.State, Assert.Single((await server.Client.Job(there.Id)).Plan!.Notes!)));
        Assert.Equal(["one", "two"], server.Recovered("there"));

        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Applications.Drill(new DrillRequest(source.Id)))).State);
    }

    [Fact]
    public async Task Follow_ThroughAnAgent_RecoversAMomentAndGoesOnAfterTheAgentWasAway()
    {
        await using var server = await LedgerServer.Start();
        var far = new Ledger { Password = Secret };
        var agent = await WorkloadAgent.Start(server, "db1", new LedgerWorkload(far));
        await server.Client.Applications.SetCredential(new SetCredentialRequest("db1:ledger://main", "keeper", Secret));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1")))).State);
        var one = far.Add("one", TimeProvider.System.GetUtcNow());
        await server.Covered(one);
        var source = Assert.Single((await server.Client.Sources()).Sources).Id;
        await agent.DisposeAsync();
        await server.Until(async () => (await server.Client.Applications.Range(source)).Log!.State == "connecting");
        var two = far.Add("two", TimeProvider.System.GetUtcNow());
        far.Add("three", TimeProvider.System.GetUtcNow());

        await using var again = await WorkloadAgent.Return(server, "db1", new LedgerWorkload(far));
        await server.Covered(two);
        var there = await server.Wait(server.Client.Recover(new RecoverRequest(source, two.ToString("O"), To: server.Target("there"), Server: "db1")));
        Assert.True(there.State == JobStates.Succeeded, there.Errors.FirstOrDefault()?.Message);
        Assert.Equal(["one", "two"], server.Recovered("there"));
        Assert.Equal(0, server.Ledger.Followers);
        // Protection ends, and the far ledger is told; nobody follows it any more.
        await server.Client.StopProtection("Default", new StopProtectionRequest(DeleteData: false));
        Assert.Equal((0, 1), (far.Following, far.Released));
    }

    [Fact]
    public async Task Follow_AgentOfTheVersionBefore_SaysThatPointsAreAllThereIs()
    {
        await using var server = await LedgerServer.Start();
        var far = new Ledger();
        await using var agent = await WorkloadAgent.Start(server, "db1", new LedgerWorkload(far), new AgentProtocol(1, 2));
        var jobs = await server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1"));
        Assert.Contains(jobs.Warnings!, warning => warning.Contains("follows no logs", StringComparison.Ordinal));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(Task.FromResult(jobs))).State);
        var source = Assert.Single((await server.Client.Sources()).Sources).Id;
        await server.Until(async () => (await server.Client.Applications.Range(source)).Log?.Reason?.Contains("follows no logs", StringComparison.Ordinal) == true);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Synchronize(new RunRequest(source)))).State);
        Assert.Equal(0, far.Followers);
    }

    /// <summary>The copy that the datasource was registered with says which one is best; the agent of that server reads it, and points stay those of the datasource.</summary>
    [Fact]
    public async Task BackUp_DatasourceWithCopies_IsReadByTheAgentOfTheBestOneThatIsThere()
    {
        await using var server = await LedgerServer.Start();
        var (first, second) = (new Ledger { Servers = ["db3", "DB2", "db1"] }, new Ledger());
        var one = await WorkloadAgent.Start(server, "db1", new LedgerWorkload(first));
        await using (await WorkloadAgent.Start(server, "db2", new LedgerWorkload(second)))
        {
            Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1", Options: new Dictionary<string, string> { ["color"] = "any" })))).State);
            Assert.Equal((0, 1, "ledger://main@db2"), (first.Backups, second.Backups, second.ReadAs));
        }
        await server.Until(async () => (await server.Client.Agents.Get("db2")).State != "ok");
        var source = Assert.Single((await server.Client.Sources()).Sources);
        Assert.Equal(("db1", "ledger://main"), (source.Server, source.Path));

        var job = await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(source.Id)));

        Assert.Equal("db1", job.ReadFrom);
        Assert.Equal((1, 1, "ledger://main@db1"), (first.Backups, second.Backups, first.ReadAs));
        var point = await server.Client.RecoveryPoint(job.RecoveryPoint!);
        Assert.Equal((source.Id, "db1", "ledger://main", "db1"), (point.Source, point.Server, point.Path, point.ReadFrom));

        // Without the agent of its own server a job waits for any that has a copy, and that one says which is best.
        await one.DisposeAsync();
        await server.Until(async () => (await server.Client.Agents.Get("db1")).State != "ok");
        var waiting = Assert.Single((await server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(source.Id))).Jobs);
        await server.Until(async () => (await server.Client.Job(waiting.Id)).Phase == "waiting for the agent");
        (second.Servers, second.Described) = (["db3"], 0);
        await using var two = await WorkloadAgent.Return(server, "db2", new LedgerWorkload(second));
        await server.Until(() => Task.FromResult(second.Described > 0));
        Assert.Equal(1, second.Backups); // it has no copy that may be read, and says so
        second.Servers = ["db3", "db2"];
        var done = await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(source.Id)));
        Assert.Equal((JobStates.Succeeded, "db2", "db1"), (done.State, done.ReadFrom, done.Server));
        Assert.Contains(done.Errors, error => error.Message.Contains("that on db2 is: the agent of db1, where the datasource is registered, is away", StringComparison.Ordinal));
        Assert.Equal("db2", (await server.Client.RecoveryPoint(done.RecoveryPoint!)).ReadFrom);
        Assert.Equal("ledger://main@db2", second.ReadAs);
        Assert.Null((await server.Client.Job(waiting.Id)).ReadFrom);
    }

    [Fact]
    public async Task BackUp_NoCopyCanBeChosen_ReadsTheOneThatIsRegisteredAndSaysWhy()
    {
        await using var server = await LedgerServer.Start();
        var ledger = new Ledger { Servers = ["db9"] };
        await using var agent = await WorkloadAgent.Start(server, "db1", new LedgerWorkload(ledger));
        var job = await server.Wait(server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1", Options: new Dictionary<string, string> { ["color"] = "any" })));
        Assert.Equal((1, "ledger://main"), (ledger.Backups, ledger.ReadAs));
        Assert.Contains((await server.Client.Job(job.Id)).Errors, error => error.Message.Contains("no agent of db9 is connected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Discover_InstanceOnAnAgent_JoinsWhatItHoldsAndStopLetsItGo()
    {
        await using var server = await LedgerServer.Start();
        var far = new Ledger { Name = "far" };
        await using var agent = await WorkloadAgent.Start(server, "db1", new LedgerWorkload(far));
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(AutoProtect: [new AutoProtectionInfo("ledger://all", "db1")])));
        await server.Client.Policies.Discover("G");
        await server.Until(() => Task.FromResult(far.Committed == 1));
        var joined = Assert.Single((await server.Client.Sources()).Sources);
        Assert.Equal(("ledger", "db1", "ledger://far"), (joined.Kind, joined.Server, joined.Path));
        var keep = Path.Combine(server.Target("agent-db1"), "applications", "keep");
        Assert.Single(Directory.GetDirectories(keep));
        await server.Client.StopProtection("G", new StopProtectionRequest(DeleteData: true));
        Assert.Empty(Directory.GetDirectories(keep));
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ApplicationNotReleased);
    }

    [Fact]
    public async Task Protect_AgentOfTheVersionBefore_IsRefusedAndNothingIsMade()
    {
        await using var server = await LedgerServer.Start();
        await using var agent = await WorkloadAgent.Start(server, "db1", new LedgerWorkload(new Ledger()), new AgentProtocol(1, 1));
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1")));
        Assert.Equal(ErrorCode.ApplicationElsewhere, refused.Code);
        Assert.Empty((await server.Client.Sources()).Sources);
    }
}
