using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Programs;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Agents.Installing;

/// <summary>GET agents/installers, POST agents/{id}/update, and the programs themselves, which are no secret.</summary>
internal sealed class InstallerRoutes(InstallerDesk desk, AgentRegistry agents, AgentRules rules)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("agents/installers", AgentsJson.Default.AgentInstallers, _ => desk.Show());
        routes.Post("agents/{id}/update", AgentsJson.Default.AgentUpdate, Update);
        foreach (var platform in AgentPlatform.All)
            routes.GetFile(platform.Route, platform.ContentType, _ => desk.Give(platform));
    }

    private AgentUpdate Update(ApiCall call)
    {
        var agent = agents.Resolve(call.Route("id"));
        return desk.Update(agent, rules.IsOlder(agent.Version));
    }
}
