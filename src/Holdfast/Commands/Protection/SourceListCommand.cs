using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Agents;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Lists the datasources.</summary>
internal sealed class SourceListCommand : HoldfastCommand
{
    private readonly Option<bool> inactive, available;
    private readonly Option<string?> server, after;
    private readonly Option<int?> limit;

    internal SourceListCommand() : base("list", "Lists the datasources with group, replica state, newest recovery points, and next run.")
    {
        inactive = With(new Option<bool>("--inactive") { Description = "Only inactive protection: stopped, with data that was kept (default: all)" });
        available = With(new Option<bool>("--available") { Description = "What could be protected on a production server with an agent, instead (default: the datasources)" });
        server = With(new Option<string?>("--server") { Description = "With --available: that production server (default: the only agent)", HelpName = "AGENT" });
        limit = With(new Option<int?>("--limit") { Description = "Most datasources to show, 1 to 10000 (default: all)", HelpName = "N" });
        limit.Validators.Add(result =>
        {
            if (result.GetValue(limit) is < 1 or > 10_000) result.AddError("--limit takes a number from 1 to 10000.");
        });
        after = With(new Option<string?>("--after") { Description = "Only those behind this datasource, by server and path: the next page (default: from the first)", HelpName = "ID" });
        Validators.Add(result =>
        {
            if (result.GetValue(server) is not null && !result.GetValue(available)) result.AddError("--server goes with --available.");
        });
    }

    private static Task<SourceList> Found(Session session, bool onlyInactive, int? limit, string? after)
    {
        return limit is null && after is null
            ? session.Client.Sources(onlyInactive, session.Stop) : session.Client.Sources(limit ?? 10_000, after, onlyInactive, session.Stop);
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (input.GetValue(available)) return AgentInventoryCommand.Show(session, await session.Client.Agents.Inventory(input.GetValue(server) ?? await OnlyAgent(session), session.Stop));
        var onlyInactive = input.GetValue(inactive);
        var found = await Found(session, onlyInactive, input.GetValue(limit), input.GetValue(after));
        var none = onlyInactive ? "There is no inactive protection." : "There are no datasources yet: `holdfast protect PATH` makes one.";
        session.Result.ShowTable(found, ApiJson.Default.SourceList, none, Table(found.Sources));
        if (found.Next is { } next) Console.Error.WriteLine($"There are more: --after {next} shows the next page.");
        return ExitCode.Done;
    }

    private static async Task<string> OnlyAgent(Session session)
    {
        var agents = (await session.Client.Agents.List(session.Stop)).Agents;
        return agents.Count == 1 ? agents[0].Id
            : throw new HoldfastException(ErrorCode.BadRequest, $"There are {agents.Count} agents.", "Name one with --server; `holdfast agent list` shows all.");
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
