using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Commands.Agents;

/// <summary>Says whether an agent's computer comes and goes.</summary>
internal sealed class AgentModifyCommand : HoldfastCommand
{
    private readonly Argument<string> agent;
    private readonly Option<bool> roaming, resident;

    internal AgentModifyCommand() : base("modify", "Says whether an agent's computer comes and goes.")
    {
        agent = Takes(AgentArgument.Create());
        roaming = With(new Option<bool>("--roaming") { Description = "It comes and goes, such as a laptop: only long absence is an alert (the group's --stale-days, or agentStaleDays; default: always on)" });
        resident = With(new Option<bool>("--always-on") { Description = "It is meant to be always on: absence is an alert after agentUnreachableMinutes (the default)" });
        Validators.Add(result =>
        {
            if (result.GetValue(roaming) == result.GetValue(resident)) result.AddError("Give one of --roaming and --always-on.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session) =>
        AgentText.Show(session, await session.Client.Agents.Modify(input.GetValue(agent)!, new ModifyAgentRequest(input.GetValue(roaming)), session.Stop));
}
