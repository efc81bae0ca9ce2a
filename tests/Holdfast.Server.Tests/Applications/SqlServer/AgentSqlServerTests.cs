using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Testing.SqlServer;
using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.Tests.SqlServer.Flows;

namespace Holdfast.Server.Tests.Applications.SqlServer;

/// <summary>Instances that only an agent reaches: by the real client and the protocol of SQL Server, and by virtual devices that are a stand-in, as the instances are.</summary>
public sealed class AgentSqlServerTests
{
    private const string Agent = "db1";
    private static readonly Dictionary<string, string> options = new() { ["transport"] = "vdi", ["trustServerCertificate"] = "true" };

    [Fact]
    public async Task Recover_InstanceBehindAnAgent_MomentComesBackAtAnotherInstanceOfThatAgent()
    {
        using var instances = new ListeningInstances();
        var (first, second) = (instances.Start("SQL01"), instances.Start("SQL02"));
        var devices = new FakeDevices();
        first.Instance.Devices = second.Instance.Devices = devices;
        first.Instance.Add(new SimulatedDatabase("Sales") { Pages = GeneratedPages.Database(7, 64) });
        await using var site = new FarSite(first.Address);
        await site.Launch();
        await using var agent = await WorkloadAgent.Start(site, Agent, new SqlServerWorkload(new SqlClientSessions(), devices));
        await site.Client.Applications.SetCredential(new SetCredentialRequest($"{Agent}:{ListeningInstances.Host}", ListeningInstances.User, ListeningInstances.Password));

        await site.Client.CreateGroup(new CreateGroupRequest("SQL", Policy: new PolicyInfo(AutoProtect: [new AutoProtectionInfo(first.Address, Agent) { Options = options }])));
        await site.Client.Policies.Discover("SQL");
        await site.Until(async () => await site.Client.Status() is { RunningJobs: 0, QueuedJobs: 0 });
        var joined = Assert.Single((await site.Client.Sources()).Sources);
        Assert.Equal(("sqlServer", Agent, site.Address, "vdi"), (joined.Kind, joined.Server, joined.Path, joined.Options!["transport"]));

        first.Instance.Commit("Sales", "in the log");
        await Done(site, site.Client.Synchronize(new RunRequest(site.Address)));
        first.Instance.Commit("Sales", "in the differential");
        await Done(site, site.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(site.Address)));
        var moment = first.Instance.Commit("Sales", "in the second log");
        first.Instance.Commit("Sales", "too late");
        await Done(site, site.Client.Synchronize(new RunRequest(site.Address)));
        Assert.Equal(["full", "log", "incremental", "log"], (await site.Points()).OrderBy(point => point.Created).Select(point => point.Type));
        // What SQL Server had truncated waits on the agent until a point holds it, and no longer.
        await site.Until(() => Task.FromResult(Directory.GetFiles(Path.Combine(site.Target("agent-" + Agent), "applications", "keep"), "*", SearchOption.AllDirectories).Length == 0));

        var recovered = await Done(site, site.Client.Recover(new RecoverRequest(site.Address, moment.ToString("O"), Server: Agent) { Instance = second.Address, NewName = "Copy" }));
        Assert.Equal(moment, recovered.Plan!.Reached);
        var copy = second.Instance["Copy"];
        Assert.Equal(("ONLINE", "in the log, in the differential, in the second log"), (copy.State, string.Join(", ", copy.Commits.Select(commit => commit.Row))));
        Assert.True(copy.Pages.AsSpan().SequenceEqual(first.Instance["Sales"].Pages));

        var drill = await Done(site, site.Client.Applications.Drill(new DrillRequest(site.Address)));
        Assert.True(drill.Drill!.Sound, string.Join(' ', drill.Drill.Findings));
        instances.AssertClean();
    }

    private static async Task<JobInfo> Done(FarSite site, Task<JobInfo> job) => Succeeded(await site.Wait(job));

    private static async Task<JobInfo> Done(FarSite site, Task<JobList> jobs) => Succeeded(await site.Wait(jobs));

    private static JobInfo Succeeded(JobInfo job)
    {
        Assert.True(job.State == JobStates.Succeeded, string.Join(' ', job.Errors.Select(error => $"{(int)error.Code} {error.Message}")));
        return job;
    }

    /// <summary>A server that plans what its agents do, and reaches no instance itself.</summary>
    private sealed class FarSite(string instance) : ApplicationServer(new SqlServerWorkload(null))
    {
        internal override string Address => instance + "Sales";
    }
}
