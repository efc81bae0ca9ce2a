using Holdfast.Contracts.Api.Agents;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Agents;

public sealed partial class AgentPanel
{
    private AgentUpdate? update;
    private bool isBusy;

    [Parameter, EditorRequired] public AgentDetails Agent { get; set; } = null!;

    /// <summary>Something was changed: the list has to be asked for again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Parameter] public EventCallback Removed { get; set; }

    protected override Task Load() => Task.CompletedTask;

    private async Task Roam(bool roaming)
    {
        isBusy = true;
        await Try(() => Session.Api.Agents.Modify(Agent.Id, new ModifyAgentRequest(roaming), Leaving), T["{0} was changed.", Agent.Name]);
        isBusy = false;
        await Changed.InvokeAsync();
    }

    private async Task Update()
    {
        isBusy = true;
        await Try(async () => update = await Session.Api.Agents.Update(Agent.Id, Leaving));
        isBusy = false;
    }

    private async Task Remove()
    {
        var name = Agent.Name;
        IReadOnlyList<string> losses =
        [
            T["Its certificates are revoked: {0} cannot connect any more.", name],
            T["Nothing new is backed up from there. Sources of {0} stay in their groups and raise alerts until they are taken out.", name],
            T["Recovery points stay and can be recovered to elsewhere."],
        ];
        var isDone = await Confirmations.Ask(T["Remove the agent {0}?", name], losses, T["Remove"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
            await api.Agents.Remove(Agent.Id);
        });
        if (!isDone) return;
        Toasts.Say(T["{0} is no agent any more.", name]);
        await Removed.InvokeAsync();
    }
}
