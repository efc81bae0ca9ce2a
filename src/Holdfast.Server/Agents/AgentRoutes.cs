using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Enrolling;
using Holdfast.Server.Agents.Watching;
using Holdfast.Server.Hosting;
using Holdfast.Server.Sources;
using Holdfast.Server.Status;

namespace Holdfast.Server.Agents;

/// <summary>Everything below agents/.</summary>
internal sealed class AgentRoutes(AgentRegistry agents, TokenDesk tokens, AgentWatch watch, AskDesk here, Func<AgentTokenRequest, Task<AgentToken>> createToken)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    internal void Map(ApiRouter routes)
    {
        routes.Get("agents", AgentsJson.Default.AgentList, _ => agents.List());
        routes.Get("agents/tokens", AgentsJson.Default.AgentTokenList, _ => tokens.List());
        routes.Post("agents/tokens", AgentsJson.Default.AgentTokenRequest, AgentsJson.Default.AgentToken, (request, _) => createToken(request).GetAwaiter().GetResult());
        routes.Delete("agents/tokens/{id}", AgentsJson.Default.AgentTokenInfo, call => tokens.Revoke(call.Route("id")));
        routes.Get("agents/{id}", AgentsJson.Default.AgentDetails, call => agents.Get(call.Route("id")));
        routes.Put("agents/{id}", AgentsJson.Default.ModifyAgentRequest, AgentsJson.Default.AgentDetails, Modify);
        routes.Delete("agents/{id}", ApiJson.Default.Acknowledgement, Remove);
        routes.Put("agents/{id}/throttle", AgentsJson.Default.AgentThrottle, AgentsJson.Default.AgentDetails, (throttle, call) => agents.SetThrottle(call.Route("id"), throttle));
        routes.GetAsync("agents/{id}/inventory", AgentsJson.Default.ProtectableList, Inventory);
        routes.GetAsync("agents/{id}/browse", AgentsJson.Default.FolderListing, Browse);
    }

    private AgentDetails Modify(ModifyAgentRequest request, ApiCall call)
    {
        var modified = agents.Modify(call.Route("id"), request);
        watch.Look();
        return modified;
    }

    private Acknowledgement Remove(ApiCall call)
    {
        watch.Forget(agents.Remove(call.Route("id")).Id);
        return new Acknowledgement(true);
    }

    private async Task<ProtectableList> Inventory(ApiCall call)
    {
        var (server, answer) = await Asked(call, new Ask { Inventory = true });
        return new ProtectableList(server, [.. (answer.Inventory ?? new Inventory()).Items.Select(item => new ProtectableItem(
            item.Kind, item.Path, item.Name, Optional(item.FileSystem), item.Size, item.Used, Optional(item.Parent), item.IsContainer))]);
    }

    private async Task<FolderListing> Browse(ApiCall call)
    {
        var path = call.Text("path") ?? "";
        var (server, answer) = await Asked(call, new Ask { List = path });
        var listing = answer.Listing ?? new Listing();
        return new FolderListing(server, path, [.. listing.Entries.Select(entry => new FolderItem(
            entry.Name, entry.Path, entry.IsFolder, entry.Size, Time(entry.Modified)))], listing.Cut);
    }

    // The status lists this computer as "local", and it answers under that name as an agent does.
    private async Task<(string Server, Answer Answer)> Asked(ApiCall call, Ask ask)
    {
        if (call.Route("id") != StatusRoutes.LocalAgent)
        {
            var link = agents.Link(call.Route("id"));
            return (link.ServerName, await link.Ask(ask, patience, call.Aborted));
        }
        var answer = await here.Answer(ask, call.Aborted);
        return answer.Failure is not { } failure ? (SourceRegistry.LocalServer, answer)
            : throw new HoldfastException((ErrorCode)failure.Code, failure.Message, Optional(failure.Remedy));
    }

    private static string? Optional(string text) => text.Length == 0 ? null : text;

    // Units of 100 ns since 1970; an agent's nonsense must not become a failure here.
    private static DateTimeOffset Time(long units) =>
        units > -DateTimeOffset.UnixEpoch.Ticks && units < DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks ? DateTimeOffset.UnixEpoch.AddTicks(units) : DateTimeOffset.UnixEpoch;
}
