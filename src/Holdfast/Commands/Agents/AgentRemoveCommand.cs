using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Agents;

/// <summary>Removes an agent.</summary>
internal sealed class AgentRemoveCommand : HoldfastCommand
{
    private readonly Argument<string> agent;

    internal AgentRemoveCommand() : base("remove", "Removes an agent: its certificates are refused from now on. Recovery points of its server stay.") => agent = Takes(AgentArgument.Create());

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var name = input.GetValue(agent)!;
        var done = await session.Client.Agents.Remove(name, session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine($"The agent {name} is removed."));
        return ExitCode.Done;
    }
}
