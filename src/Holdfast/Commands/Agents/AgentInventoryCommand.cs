using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Output;

namespace Holdfast.Commands.Agents;

/// <summary>Lists what could be protected on an agent's computer.</summary>
internal sealed class AgentInventoryCommand : HoldfastCommand
{
    private readonly Argument<string> agent;

    internal AgentInventoryCommand() : base("inventory", "Lists what could be protected on an agent's computer: volumes, shares, folders, and what workloads find.") => agent = Takes(AgentArgument.Create());

    protected override async Task<int> Run(ParseResult input, Session session) => Show(session, await session.Client.Agents.Inventory(input.GetValue(agent)!, session.Stop));

    internal static int Show(Session session, ProtectableList found)
    {
        var table = new TextTable("KIND", "NAME", "PATH", "FILE SYSTEM", "SIZE#", "USED#");
        foreach (var item in found.Items)
            table.Add(item.Kind, item.Name, item.Path, item.FileSystem ?? "–", item.Size > 0 ? Quantity.Bytes(item.Size) : "–", item.Size > 0 ? Quantity.Bytes(item.Used) : "–");
        session.Result.ShowTable(found, AgentsJson.Default.ProtectableList, $"The agent of {found.Server} finds nothing to protect.", table);
        return ExitCode.Done;
    }
}
