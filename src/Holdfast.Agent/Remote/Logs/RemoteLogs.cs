using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Remote.Logs;

/// <summary>The logs that this agent follows for the server, one run a datasource. Thread-safe.</summary>
internal sealed class RemoteLogs(Func<AgentData.AgentDataClient> client, ApplicationHost host, BandwidthLimit limit, ILogger log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RemoteLogRun> runs = [];
    private bool isAbandoned;

    /// <summary>Begins a run. An earlier one of the datasource ends first: an application gives its log to one connection at a time.</summary>
    public void Start(FollowLog order)
    {
        lock (gate)
        {
            if (isAbandoned || order.Site is null) return;
            var earlier = runs.GetValueOrDefault(order.Site.Source);
            if (earlier?.Id == order.Log) return;
            earlier?.Cancel();
            (runs[order.Site.Source] = new RemoteLogRun(order, client, host, limit, log)).Start(earlier);
        }
    }

    /// <summary>Gives all of them up, as a kill would, and waits for their threads.</summary>
    public void Abandon(TimeSpan patience)
    {
        List<RemoteLogRun> all;
        lock (gate)
        {
            isAbandoned = true;
            all = [.. runs.Values];
        }
        foreach (var run in all) run.Cancel();
        foreach (var run in all) run.Join(patience);
    }
}
