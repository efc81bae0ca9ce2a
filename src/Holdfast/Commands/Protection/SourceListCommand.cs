using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Lists the datasources.</summary>
internal sealed class SourceListCommand() : HoldfastCommand("list", "Lists the datasources with group, replica state, and newest recovery points.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Sources(session.Stop);
        session.Result.ShowTable(found, ApiJson.Default.SourceList, "There are no datasources yet: `holdfast protect PATH` makes one.", Table(found.Sources));
        return ExitCode.Done;
    }

    internal static TextTable Table(IReadOnlyList<SourceInfo> sources)
    {
        var table = new TextTable("ID", "NAME", "PATH", "SERVER", "GROUP", "REPLICA", "POINTS#", "LAST POINT", "LAST IN VAULT");
        foreach (var source in sources)
            table.Add(source.Id, source.Name, source.Path, source.Server, source.Group ?? "–", source.Protection == "stopped" ? "stopped" : source.ReplicaState,
                Quantity.Count(source.RecoveryPoints), Quantity.Time(source.LastRecoveryPoint?.Created), Quantity.Time(source.LastOnlineRecoveryPoint?.Created));
        return table;
    }
}
