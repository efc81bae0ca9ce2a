using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Output;

namespace Holdfast.Commands.Agents;

/// <summary>Shows a folder of an agent's computer.</summary>
internal sealed class AgentBrowseCommand : HoldfastCommand
{
    private readonly Argument<string> agent;
    private readonly Argument<string?> path;

    internal AgentBrowseCommand() : base("browse", "Shows a folder of an agent's computer as it is now.")
    {
        agent = Takes(AgentArgument.Create());
        path = Takes(new Argument<string?>("PATH") { Description = "Absolute path there (default: the roots)", Arity = ArgumentArity.ZeroOrOne });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Agents.Browse(input.GetValue(agent)!, input.GetValue(path), session.Stop);
        var table = new TextTable("KIND", "NAME", "SIZE#", "MODIFIED");
        foreach (var item in found.Items) table.Add(item.IsFolder ? "folder" : "file", item.Name, item.IsFolder ? "–" : Quantity.Bytes(item.Size), Quantity.Time(item.Modified));
        session.Result.ShowTable(found, AgentsJson.Default.FolderListing, "The folder is empty.", table);
        if (found.Cut) await Console.Error.WriteLineAsync("There is more than is shown.");
        return ExitCode.Done;
    }
}
