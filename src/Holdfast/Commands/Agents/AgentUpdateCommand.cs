using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Commands.Agents;

/// <summary>Tells which agents are older than the server, and what to do.</summary>
internal sealed class AgentUpdateCommand : HoldfastCommand
{
    private readonly Argument<string?> agent;

    internal AgentUpdateCommand() : base("update", "Tells which connected agents are older than this server. The update itself is by package: install the server's version on the production server; the agent stays enrolled.") =>
        agent = Takes(new Argument<string?>("AGENT") { Description = "Only this agent: its id or name (default: all)", Arity = ArgumentArity.ZeroOrOne });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        IReadOnlyList<AgentDetails> asked = input.GetValue(agent) is { } one
            ? [await session.Client.Agents.Get(one, session.Stop)] : (await session.Client.Agents.List(session.Stop)).Agents;
        var found = new AgentList([.. asked.Where(candidate => candidate.State == "updateNeeded")]);
        session.Result.ShowTable(found, AgentsJson.Default.AgentList, "No connected agent is older than the server.", AgentText.Table(found.Agents));
        // For one agent the server knows the very command.
        if (found.Agents is [var single] && input.GetValue(agent) is not null)
        {
            var update = await session.Client.Agents.Update(single.Id, session.Stop);
            await Console.Error.WriteLineAsync($"{update.Reason}\n{update.Command}");
        }
        else if (found.Agents.Count > 0) await Console.Error.WriteLineAsync("They work. To update one, install the server's version of Holdfast there by its package and start the agent again.");
        return ExitCode.Done;
    }
}
