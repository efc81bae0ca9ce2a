using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Server.Tests.Applications;
using Holdfast.Testing.Postgres;
using Holdfast.Workloads.PostgreSql;

namespace Holdfast.Remote.Tests.Applications;

/// <summary>A real server, and a real cluster that only an agent reaches: by its Unix socket, with an account that is the agent's alone.</summary>
internal sealed class PostgresSite(PostgresServer cluster) : ApplicationServer(new PostgreSqlWorkload())
{
    internal const string Agent = "db1";

    internal PostgresServer Cluster => cluster;

    internal override string Address => $"postgresql:///{cluster.Sockets.TrimStart('/')}:{cluster.Port}";

    /// <summary>What the server was last told to keep for us.</summary>
    internal string Slots => cluster.Sql("SELECT count(*) FROM pg_replication_slots");

    internal static async Task<PostgresSite> Start(PostgresServer cluster)
    {
        var site = new PostgresSite(cluster);
        await site.Launch();
        return site;
    }

    internal Task<WorkloadAgent> NewAgent() => WorkloadAgent.Start(this, Agent, new PostgreSqlWorkload());

    internal Task<WorkloadAgent> AgentAgain() => WorkloadAgent.Return(this, Agent, new PostgreSqlWorkload());

    internal async Task<JobInfo> ProtectThroughAgent()
    {
        await Client.Applications.SetCredential(new SetCredentialRequest($"{Agent}:{Address}", PostgresServer.User, PostgresServer.Password));
        return await Done(Client.Protect(new ProtectRequest([Address], Server: Agent)));
    }

    internal async Task<JobInfo> Done(Task<JobList> jobs) => Succeeded(await Wait(jobs));

    internal async Task<JobInfo> Done(Task<JobInfo> job) => Succeeded(await Wait(job));

    private static JobInfo Succeeded(JobInfo job)
    {
        Assert.True(job.State == JobStates.Succeeded, string.Join(' ', job.Errors.Select(error => $"{(int)error.Code} {error.Message}")));
        return job;
    }
}
