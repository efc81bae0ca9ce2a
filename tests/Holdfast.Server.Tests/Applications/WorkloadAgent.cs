using Holdfast.Agent.Applications;
using Holdfast.Agent.Control;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Inventory;
using Holdfast.Agent.Remote;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Applications;

/// <summary>A real agent of a real server, on whose computer an application is.</summary>
internal sealed class WorkloadAgent : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly AgentChannel channel;
    private readonly AgentWork work;
    private readonly Task run;

    private WorkloadAgent(AgentFolder folder, IAgentTls tls, IWorkload workload, AgentProtocol protocol)
    {
        channel = new AgentChannel(folder.Read(), tls);
        var options = new ControlOptions(ProgramVersion.Own, protocol, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50));
        var time = TimeProvider.System;
        var client = new ControlClient(channel, new CertificateRenewal(channel, folder, tls, time, NullLogger.Instance), options, time, NullLogger.Instance);
        work = new AgentWork(() => new AgentData.AgentDataClient(channel.Current), client, new AgentWorkOptions(folder.Path) { Workloads = [workload], Workers = 2 }, time);
        var host = new ApplicationHost([workload], new ApplicationFolders(folder.Path), time, NullLogger.Instance);
        run = client.Run(work, new AskDesk([.. AskDesk.StandardFinders, new WorkloadFinder(workload)], time, NullLogger.Instance, host), stop.Token);
    }

    internal static async Task<WorkloadAgent> Start(ApplicationServer server, string name, IWorkload workload, AgentProtocol? protocol = null)
    {
        var token = await server.Client.Agents.CreateToken(new AgentTokenRequest());
        var folder = new AgentFolder(server.Target("agent-" + name));
        var tls = new PlatformTls(TimeProvider.System);
        await new AgentEnrollment(folder, tls).Enroll(new Uri($"https://127.0.0.1:{new Uri(token.Server).Port}"), token.Token, name, again: false, ApplicationServer.Deadline());
        return await Run(server, name, new WorkloadAgent(folder, tls, workload, protocol ?? AgentProtocol.Own));
    }

    /// <summary>The process of an agent that is enrolled, begun anew.</summary>
    internal static Task<WorkloadAgent> Return(ApplicationServer server, string name, IWorkload workload) =>
        Run(server, name, new WorkloadAgent(new AgentFolder(server.Target("agent-" + name)), new PlatformTls(TimeProvider.System), workload, AgentProtocol.Own));

    private static async Task<WorkloadAgent> Run(ApplicationServer server, string name, WorkloadAgent agent)
    {
        await server.Until(async () => (await server.Client.Agents.Get(name)).State == "ok");
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await run;
        work.Dispose();
        channel.Dispose();
        stop.Dispose();
    }
}
