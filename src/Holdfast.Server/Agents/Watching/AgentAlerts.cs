using Holdfast.Contracts.Errors;
using Holdfast.Protection.Sla;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Agents.Watching;

/// <summary>Decides which alerts an agent deserves. The board is told only of changes, and once more every ten minutes.</summary>
internal sealed class AgentAlerts(AlertBoard board, AgentRules rules, TimeProvider time)
{
    private static readonly TimeSpan again = TimeSpan.FromMinutes(10), certificateWarning = TimeSpan.FromDays(14);
    private readonly Dictionary<(ErrorCode, string), (bool Raised, DateTimeOffset At)> told = [];

    /// <param name="staleDays">After how many days the absence of one that comes and goes is an alert.</param>
    internal void Judge(AgentRow agent, DateTimeOffset? contact, bool isConnected, Func<string, int> staleDays)
    {
        var now = time.GetUtcNow();
        var since = contact ?? CatalogTime.To(agent.Enrolled);
        var away = isConnected ? TimeSpan.Zero : now - since;
        // One absence is one alert, however many datasources the computer has. One that was never started is no surprise yet; it is when it stays away as long as a laptop may.
        var isLost = !agent.Roaming && contact is not null && away > rules.Unreachable;
        Set(isLost, AlertBoard.Critical, ErrorCode.AgentContactLost, agent, now, () => $"{agent.Name} has not been heard of since {since:yyyy-MM-dd HH:mm} UTC.");
        var isStale = !isConnected && (agent.Roaming || contact is null) && StaleClientRule.IsStale(since, staleDays(agent.Name), now);
        Set(isStale, AlertBoard.Warning, ErrorCode.AgentStale, agent, now, () => $"{agent.Name} has been away for {away.TotalDays:0} days.");
        var ends = CatalogTime.To(agent.CertificateEnds);
        Set(ends - now < certificateWarning, AlertBoard.Warning, ErrorCode.AgentCertificateEnding, agent, now, () => $"The certificate of {agent.Name} ends at {ends:yyyy-MM-dd HH:mm} UTC.");
    }

    /// <summary>A removed agent has no alerts any more.</summary>
    internal void Forget(string agentId)
    {
        foreach (var code in (ErrorCode[])[ErrorCode.AgentContactLost, ErrorCode.AgentStale, ErrorCode.AgentCertificateEnding, ErrorCode.AgentIncompatible])
        {
            board.Resolve(code, agentId);
            lock (told) told.Remove((code, agentId));
        }
    }

    private void Set(bool raise, string severity, ErrorCode code, AgentRow agent, DateTimeOffset now, Func<string> message)
    {
        lock (told)
        {
            if (told.TryGetValue((code, agent.Id), out var last) && last.Raised == raise && (!raise || now - last.At < again)) return;
            if (raise) board.Raise(severity, code, agent.Id, message());
            else board.Resolve(code, agent.Id);
            told[(code, agent.Id)] = (raise, now);
        }
    }
}
