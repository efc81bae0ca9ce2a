using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Agents;

public sealed partial class AddAgentPage
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(3);
    private AgentToken? token;
    private AgentInstallers? installers;
    private AgentDetails? arrived;
    private HoldfastException? refused;
    private ITimer? timer;
    private string host = "", state = "open";
    private bool isBusy, isWindows, hasHost;

    [SupplyParameterFromQuery(Name = "host")] private string? Wanted { get; set; }

    [Inject] private TimeProvider Time { get; set; } = null!;

    private AgentInstaller? Chosen => isWindows ? installers?.Windows : installers?.Linux;

    protected override IReadOnlyCollection<string> Topics => ["agents"];

    protected override async Task Load()
    {
        if (!hasHost) (host, hasHost) = (Wanted ?? "", true);
        if (!Session.IsAdministrator) return;
        installers ??= await Session.Api.Agents.Installers(Leaving);
        if (token is null || arrived is not null) return;
        var known = (await Session.Api.Agents.Tokens(Leaving)).Tokens.FirstOrDefault(one => one.Id == token.Id);
        state = known?.State ?? "revoked";
        if (known is not { State: "used", Agent: { } name }) return;
        state = "open"; // it is used; what is waited for is the agent itself
        arrived = (await Session.Api.Agents.List(Leaving)).Agents.FirstOrDefault(agent => agent.Name == name || agent.Id == name);
        if (arrived is not null) StopLooking();
    }

    private async Task Make()
    {
        (isBusy, refused) = (true, null);
        try
        {
            token = await Session.Api.Agents.CreateToken(new AgentTokenRequest(string.IsNullOrWhiteSpace(host) ? null : host.Trim()), Leaving);
            installers = await Session.Api.Agents.Installers(Leaving); // names the port that the first token opens
            state = "open";
            // The feed tells of agents; a token that expires is nobody's news.
            timer = Time.CreateTimer(_ => InvokeAsync(Reload), null, pause, pause);
        }
        catch (HoldfastException failure)
        {
            refused = failure;
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task Revoke()
    {
        if (token is null) return;
        await Try(() => Session.Api.Agents.RevokeToken(token.Id, Leaving));
        await Reload();
    }

    private void Again()
    {
        StopLooking();
        (token, arrived, state) = (null, null, "open");
    }

    private void StopLooking()
    {
        timer?.Dispose();
        timer = null;
    }

    public override void Dispose()
    {
        StopLooking();
        base.Dispose();
    }
}
