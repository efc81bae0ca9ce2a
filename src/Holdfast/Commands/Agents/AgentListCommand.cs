using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Commands.Agents;

/// <summary>Lists the enrolled agents.</summary>
internal sealed class AgentListCommand() : HoldfastCommand("list", "Lists the enrolled agents with version, last contact, and state: enrolled, ok, updateNeeded, unreachable.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Agents.List(session.Stop);
        session.Result.ShowTable(found, AgentsJson.Default.AgentList, "No agents are enrolled: `holdfast agent token` lets one in.", AgentText.Table(found.Agents));
        return ExitCode.Done;
    }
}
