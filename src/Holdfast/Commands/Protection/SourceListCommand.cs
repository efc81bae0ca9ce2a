using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Lists the datasources.</summary>
internal sealed class SourceListCommand : HoldfastCommand
{
    private readonly Option<bool> inactive;

    internal SourceListCommand() : base("list", "Lists the datasources with group, replica state, newest recovery points, and next run.") =>
        inactive = With(new Option<bool>("--inactive") { Description = "Only inactive protection: stopped, with data that was kept (default: all)" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var onlyInactive = input.GetValue(inactive);
        var found = onlyInactive ? await session.Client.Policies.InactiveSources(session.Stop) : await session.Client.Sources(session.Stop);
        var none = onlyInactive ? "There is no inactive protection." : "There are no datasources yet: `holdfast protect PATH` makes one.";
        session.Result.ShowTable(found, ApiJson.Default.SourceList, none, Table(found.Sources));
        return ExitCode.Done;
    }

    internal static TextTable Table(IReadOnlyList<SourceInfo> sources)
    {
        var table = new TextTable("ID", "NAME", "PATH", "SERVER", "GROUP", "REPLICA", "POINTS#", "LAST POINT", "LAST IN VAULT", "NEXT RUN");
        foreach (var source in sources)
            table.Add(source.Id, source.Name, source.Path, source.Server, source.Group ?? "–", source.Protection == "protected" ? source.ReplicaState : source.Protection,
                Quantity.Count(source.RecoveryPoints), Quantity.Time(source.LastRecoveryPoint?.Created), Quantity.Time(source.LastOnlineRecoveryPoint?.Created),
                Quantity.Time(source.NextRun));
        return table;
    }
}
