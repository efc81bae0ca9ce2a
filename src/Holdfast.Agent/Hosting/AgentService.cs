using Holdfast.Agent.Applications;
using Holdfast.Agent.Control;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Inventory;
using Holdfast.Agent.Tls;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Hosting;

/// <summary>The agent as a service of its host.</summary>
internal sealed class AgentService(AgentFolder folder, EnrolledAgent agent, AgentWorkFactory makeWork, TimeProvider time, ILogger log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tls = AgentTls.Choose(time);
        using var channel = new AgentChannel(agent, tls);
        var client = new ControlClient(channel, new CertificateRenewal(channel, folder, tls, time, log), ControlOptions.Standard, time, log);
        var work = makeWork(channel, client, time, log);
        log.LogInformation("Holdfast agent {Version} begins as {Name}, process {Pid}, TLS: {Tls}.", ProgramVersion.Own, agent.Name, Environment.ProcessId, tls.Name);
        try
        {
            IProtectableFinder[] finders = [.. AskDesk.StandardFinders, .. WorkloadsHere.All.Select(workload => new WorkloadFinder(workload))];
            var applications = new ApplicationHost(WorkloadsHere.All, new ApplicationFolders(folder.Path), time, log);
            await client.Run(work, new AskDesk(finders, time, log, applications), stoppingToken);
        }
        finally
        {
            if (work is IAsyncDisposable waits) await waits.DisposeAsync();
            else if (work is IDisposable disposable) disposable.Dispose();
            log.LogInformation("Holdfast agent has stopped.");
        }
    }
}
