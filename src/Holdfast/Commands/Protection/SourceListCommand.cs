using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Lists the datasources.</summary>
internal sealed class SourceListCommand : HoldfastCommand
{
    private readonly Option<bool> inactive;
    private readonly Option<int?> limit;
    private readonly Option<string?> after;

    internal SourceListCommand() : base("list", "Lists the datasources with group, replica state, newest recovery points, and next run.")
    {
        inactive = With(new Option<bool>("--inactive") { Description = "Only inactive protection: stopped, with data that was kept (default: all)" });
        limit = With(new Option<int?>("--limit") { Description = "Most datasources to show, 1 to 10000 (default: all)", HelpName = "N" });
        limit.Validators.Add(result =>
        {
            if (result.GetValue(limit) is < 1 or > 10_000) result.AddError("--limit takes a number from 1 to 10000.");
        });
        after = With(new Option<string?>("--after") { Description = "Only those behind this datasource, by server and path: the next page (default: from the first)", HelpName = "ID" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var (onlyInactive, most, behind) = (input.GetValue(inactive), input.GetValue(limit), input.GetValue(after));
        var found = most is null && behind is null
            ? await session.Client.Sources(onlyInactive, session.Stop) : await session.Client.Sources(most ?? 10_000, behind, onlyInactive, session.Stop);
        var none = onlyInactive ? "There is no inactive protection." : "There are no datasources yet: `holdfast protect PATH` makes one.";
        session.Result.ShowTable(found, ApiJson.Default.SourceList, none, Table(found.Sources));
        if (found.Next is { } next) Console.Error.WriteLine($"There are more: --after {next} shows the next page.");
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
