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
        await using var agent = await LedgerAgent.Start(server, "db1", new LedgerWorkload(far));
        far.Add("one", TimeProvider.System.GetUtcNow());

        Assert.Contains((await server.Client.Agents.Inventory("db1")).Items, item => item is { Kind: "ledger", Path: "ledger://all", IsContainer: true });
        Assert.Equal("ledger://main", Assert.Single((await server.Client.Applications.Discover("ledger://all", "db1")).Applications).Path);
        await server.Client.Applications.SetCredential(new SetCredentialRequest("ledger://main", "keeper", Secret));
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1")));
        Assert.Equal(ErrorCode.ApplicationSignInRefused, refused.Code); // that account was for the server's own
        await server.Client.Applications.SetCredential(new SetCredentialRequest("db1:ledger://main", "keeper", Secret));

        var jobs = await server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1", Options: new Dictionary<string, string> { ["color"] = "red" }));
        Assert.Contains(jobs.Warnings!, warning => warning.Contains("log is not followed", StringComparison.Ordinal));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(Task.FromResult(jobs))).State);
        await server.Until(() => Task.FromResult(far.Committed == 1));
        Assert.Equal((0, 0), (server.Ledger.Backups, far.Followers));
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
    public async Task Discover_InstanceOnAnAgent_JoinsWhatItHoldsAndStopLetsItGo()
    {
        await using var server = await LedgerServer.Start();
        var far = new Ledger { Name = "far" };
        await using var agent = await LedgerAgent.Start(server, "db1", new LedgerWorkload(far));
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
        await using var agent = await LedgerAgent.Start(server, "db1", new LedgerWorkload(new Ledger()), new AgentProtocol(1, 1));
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Protect(new ProtectRequest(["ledger://main"], Server: "db1")));
        Assert.Equal(ErrorCode.ApplicationElsewhere, refused.Code);
        Assert.Empty((await server.Client.Sources()).Sources);
    }
}
