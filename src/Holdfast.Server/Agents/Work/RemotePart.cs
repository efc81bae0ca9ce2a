using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Agents.Gateway;
using Holdfast.Server.Agents.Logs;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Agents.Work;

/// <summary>All that jobs on agents need, put together: the data service, its threads, and who conducts.</summary>
internal sealed class RemotePart : IDisposable
{
    private readonly IngestThreads threads = new(Math.Max(Environment.ProcessorCount, 2));
    private readonly AwaitedLogs logs = new();
    private readonly RemoteContext context;
    private readonly IEngine engine;
    private readonly RemoteOptions options;

    internal RemotePart(IConnectedAgents agents, IEngine engine, Settings settings, TimeProvider time)
    {
        this.engine = engine;
        context = new RemoteContext(agents, new RemoteJobs(), new RemoteAttempts(), new RemoteCheckpoints(), time);
        options = new RemoteOptions(TimeSpan.FromMinutes(settings.Get(RemoteJobSettings.LeaseMinutes)!.Value));
        agents.Register(context.Jobs);
        agents.Register(logs);
    }

    /// <summary>What the gateway is to serve.</summary>
    internal GatewayPart Service => GatewayPart.Of(new AgentDataService(context.Attempts, threads, call => AgentIdentity.Of(call).AgentId, logs));

    internal IConnectedAgents Agents => context.Agents;

    internal RemoteBackup Backup(LiveJob job, BackupRequest request) => new(context, engine, job, request, options);

    /// <summary>Asks agents about applications.</summary>
    internal RemoteApplications Applications => new(context.Agents);

    /// <summary>Has the agent of a production server follow a log.</summary>
    /// <param name="site">What it is told of the application, with its account.</param>
    internal ILogStream Log(string server, Func<ApplicationSite> site) => new RemoteLogStream(logs, context.Agents, server, site);

    internal RemoteApplicationBackup Application(LiveJob job, RemoteApplicationRequest request) => new(context, engine, job, request, options);

    internal RemoteApplicationRecovery ApplicationRecovery(LiveJob job, string server) => new(context, job, server, options);

    internal RemoteRecovery Recovery(LiveJob job, RemoteRecoveryRequest request) => new(context, engine, job, request, options);

    public void Dispose() => threads.Dispose();
}
