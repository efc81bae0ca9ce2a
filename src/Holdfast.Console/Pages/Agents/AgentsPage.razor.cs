using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api.Agents;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Agents;

public sealed partial class AgentsPage
{
    private IReadOnlyList<AgentDetails> agents = [];
    private IReadOnlyList<(string Key, string Words, int Count)> states = [];
    private AgentDetails? opened;
    private DataList<AgentDetails>? list;

    /// <summary>Id or name of the one whose details are shown.</summary>
    [Parameter] public string? Agent { get; set; }

    [SupplyParameterFromQuery] private string? Text { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["agents"];

    protected override async Task Load()
    {
        agents = (await Session.Api.Agents.List(Leaving)).Agents;
        opened = agents.FirstOrDefault(agent => agent.Id == Agent) ?? agents.FirstOrDefault(agent => agent.Name.Equals(Agent, StringComparison.OrdinalIgnoreCase));
        states = [.. agents.GroupBy(agent => agent.State).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, AgentWords.State(group.First(), T).Word, group.Count()))];
        if (list is not null) await list.Refresh();
    }

    private async Task<ListPage<AgentDetails>> Window(ListWindow window)
    {
        if (!IsLoaded && agents.Count == 0) agents = (await Session.Api.Agents.List(window.Cancellation)).Agents;
        var wanted = Sorted(agents.Where(IsWanted), window.Order);
        if (window.Descending) wanted = wanted.Reverse();
        var all = wanted.ToList();
        return new ListPage<AgentDetails>([.. all.Skip(window.Offset).Take(window.Count)], all.Count);
    }

    private bool IsWanted(AgentDetails agent) => (State is null || agent.State == State)
        && (string.IsNullOrWhiteSpace(Text) || $"{agent.Name} {agent.OperatingSystem} {agent.Version}".Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<AgentDetails> Sorted(IEnumerable<AgentDetails> agents, string? order) => order switch
    {
        "state" => agents.OrderBy(agent => agent.State, StringComparer.Ordinal),
        "contact" => agents.OrderBy(agent => agent.LastContact),
        "version" => agents.OrderBy(agent => agent.Version, StringComparer.Ordinal),
        "system" => agents.OrderBy(agent => agent.OperatingSystem, StringComparer.OrdinalIgnoreCase),
        "certificate" => agents.OrderBy(agent => agent.CertificateEnds),
        _ => agents.OrderBy(agent => agent.Name, StringComparer.OrdinalIgnoreCase),
    };

    private void Open(AgentDetails agent) => Navigation.NavigateTo("/agents/" + Uri.EscapeDataString(agent.Id) + Query);

    private void Close() => Navigation.NavigateTo("/agents" + Query);

    private string Query => new Uri(Navigation.Uri).Query;
}
