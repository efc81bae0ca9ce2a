using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Groups;

/// <summary>Lists the protection groups.</summary>
internal sealed class GroupListCommand() : HoldfastCommand("list", "Lists the protection groups.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Groups(session.Stop);
        var table = new TextTable("ID", "NAME", "DATASOURCES#", "ON DISK#", "IN VAULT#");
        foreach (var group in found.Groups)
            table.Add(group.Id, group.Name, Quantity.Count(group.Sources.Count), Quantity.Of(group.RetentionDays, "day", "days"), GroupText.InVault(group));
        session.Result.ShowTable(found, ApiJson.Default.GroupList, "There are no protection groups.", table);
        return ExitCode.Done;
    }
}
