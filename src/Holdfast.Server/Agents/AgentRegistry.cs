using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Gateway;
using Holdfast.Server.Audit;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Agents;

/// <summary>Enrolled agents as people see and change them.</summary>
internal sealed class AgentRegistry(AgentTable agents, ConnectedAgents connected, AgentRules rules, StaleLimits stale, IAuditTrail audit, TimeProvider time)
{
    internal AgentList List()
    {
        var staleDays = stale.Now();
        return new AgentList([.. agents.All().Select(agent => Show(agent, staleDays))]);
    }

    internal AgentDetails Get(string agent) => Show(Resolve(agent), stale.Now());

    internal AgentDetails Modify(string agent, ModifyAgentRequest request)
    {
        var row = Resolve(agent);
        if (request.Roaming is { } roaming) agents.SaveRoaming(row.Id, roaming);
        return Get(row.Id);
    }

    internal AgentDetails SetThrottle(string agent, AgentThrottle throttle)
    {
        var row = Resolve(agent);
        agents.SaveThrottle(row.Id, AgentThrottles.Write(AgentThrottles.Checked(throttle)));
        connected.Find(row.Id)?.Send(new Contracts.Agent.ServerMessage { Throttle = AgentThrottles.Message(throttle) });
        return Get(row.Id);
    }

    /// <summary>Its certificates are refused from now on, and what it has open ends.</summary>
    internal AgentRow Remove(string agent)
    {
        var row = Resolve(agent);
        agents.Delete(row.Id);
        connected.Close(row.Id, new HoldfastException(ErrorCode.AgentRemoved, $"The agent of {row.Name} was removed from this server."));
        audit.Record("api", "agent.remove", $"{row.Id} {row.Name}", "ok");
        return row;
    }

    /// <summary>The connected agent that is meant.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotFound"/>, <see cref="ErrorCode.AgentUnreachable"/>.</exception>
    internal IAgentLink Link(string agent)
    {
        var row = Resolve(agent);
        return connected.Find(row.Id) ?? throw new HoldfastException(ErrorCode.AgentUnreachable, $"The agent of {row.Name} is not connected.");
    }

    /// <summary>By id, or by name in any case of letters.</summary>
    internal AgentRow Resolve(string agent) => agents.ById(agent) ?? agents.ByName(agent)
        ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no agent '{agent}'.", "`holdfast agent list` shows all.");

    private AgentDetails Show(AgentRow row, Func<string, int> staleDays)
    {
        var link = connected.LinkOf(row.Id);
        var contact = link?.LastHeard ?? CatalogTime.To(row.LastContact);
        var now = time.GetUtcNow();
        var isSilent = now - contact > rules.Unreachable;
        // One that is refused because it is too old calls again and again, so it is heard of without being connected.
        var state = contact is null ? "enrolled"
            : !isSilent && rules.IsOlder(row.Version) ? "updateNeeded"
            : isSilent || link is null ? "unreachable" : "ok";
        var away = Math.Max(0, (int)(now - (contact ?? CatalogTime.To(row.Enrolled))).TotalDays);
        return new AgentDetails(
            row.Id, row.Name, state, row.Version, row.OperatingSystem, CatalogTime.To(row.Enrolled), contact, row.Roaming, away, staleDays(row.Name),
            CatalogTime.To(row.CertificateEnds), AgentThrottles.Read(row.Throttle));
    }
}
