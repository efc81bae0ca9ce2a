using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Gateway;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Watching;

/// <summary>Every 30 seconds: ends streams of agents that were removed or have fallen silent, and raises or resolves the agents' alerts.</summary>
internal sealed class AgentWatch(AgentTable agents, ConnectedAgents connected, AgentAlerts alerts, StaleLimits stale, AgentRules rules, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    /// <summary>Streams end within twice this after their certificate was revoked, also by another process.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan savingInterval = TimeSpan.FromMinutes(10), tokenHistory = TimeSpan.FromDays(33);
    private readonly Lock gate = new();
    private ITimer? timer;
    private DateTimeOffset saved;

    /// <summary>What is done when contacts are saved, every ten minutes: dropping what has expired long ago.</summary>
    internal Action<DateTimeOffset>? Sweep { get; init; }

    internal void Start()
    {
        saved = time.GetUtcNow();
        // Armed anew after each turn, so that turns never pile up.
        timer = time.CreateTimer(_ => Turn(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    internal void Look()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            CloseStreams(now);
            var links = connected.All.Where(link => link.IsOpen).ToDictionary(link => link.AgentId);
            var staleDays = stale.Now();
            foreach (var agent in agents.All())
                alerts.Judge(agent, links.GetValueOrDefault(agent.Id)?.LastHeard ?? CatalogTime.To(agent.LastContact), links.ContainsKey(agent.Id), staleDays);
            if (now - saved < savingInterval) return;
            saved = now;
            agents.SaveContacts([.. links.Values.Select(link => (link.AgentId, CatalogTime.From(link.LastHeard)))]);
            Sweep?.Invoke(now - tokenHistory);
        }
    }

    internal void Forget(string agentId) => alerts.Forget(agentId);

    public async ValueTask DisposeAsync()
    {
        if (timer is not null) await timer.DisposeAsync();
    }

    private void CloseStreams(DateTimeOffset now)
    {
        foreach (var link in connected.All.Where(link => link.IsOpen))
            if (agents.ByCertificate(link.Serial) is null) link.Close(new HoldfastException(ErrorCode.AgentRemoved, $"The agent of {link.ServerName} was removed, or its certificate replaced."));
            else if (now - link.LastHeard > rules.Unreachable) link.Close(new HoldfastException(ErrorCode.AgentNotResponding, $"{link.ServerName} has not been heard of for {(now - link.LastHeard).TotalSeconds:0} seconds."));
    }

    // A failure here must not end the process; it is in the log, and the next turn tries again.
    private void Turn()
    {
        try
        {
            Look();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Looking after the agents failed.");
        }
        timer?.Change(Interval, Timeout.InfiniteTimeSpan);
    }
}
