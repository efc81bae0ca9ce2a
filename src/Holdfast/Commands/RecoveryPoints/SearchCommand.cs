using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Finds items by name in recovery points.</summary>
internal sealed class SearchCommand : HoldfastCommand
{
    private readonly Argument<string> text;
    private readonly Option<string?> source, server, from, to;
    private readonly Option<string> match;
    private readonly Option<bool> online, once;
    private readonly Option<int> limit;

    internal SearchCommand() : base("search", "Finds items by a text in their name, in all recovery points, newest first.")
    {
        text = Takes(new Argument<string>("TEXT") { Description = "Text in the name, in upper or lower case" });
        match = With(new Option<string>("--match") { Description = "Where in the name the text stands", HelpName = "contains|startsWith|endsWith|exact", DefaultValueFactory = _ => "contains" });
        match.AcceptOnlyFromAmong("contains", "startsWith", "endsWith", "exact");
        source = With(new Option<string?>("--source") { Description = "Only this datasource: id, name, or path (default: all)", HelpName = "SOURCE" });
        server = With(new Option<string?>("--server") { Description = "Only datasources of this production server, or the address of the Holdfast server that is asked (default: all)", HelpName = "AGENT" });
        from = With(new Option<string?>("--from") { Description = "Only points made at this time or later (default: any; RFC 3339, or local YYYY-MM-DD [HH:MM[:SS]])", HelpName = "TIME" });
        to = With(new Option<string?>("--to") { Description = "Only points made at this time or earlier (default: any)", HelpName = "TIME" });
        online = With(SharedOptions.Online("Searches the points in the vault (default: on disk)"));
        once = With(new Option<bool>("--once") { Description = "Shows each item once, in the newest point that has it (default: in every point)" });
        limit = With(SharedOptions.Whole("--limit", "Most hits to show, 1 to 10000", "N", 1000, 1, 10000));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Recovery.Search(new SearchQuery(input.GetValue(text)!)
        {
            Match = input.GetValue(match)!, Source = Names.OptionalSource(input.GetValue(source)), Server = input.GetValue(server) is { } name && !name.Contains("://", StringComparison.Ordinal) ? name : null,
            From = Names.Time(input.GetValue(from), endOfDay: false), To = Names.Time(input.GetValue(to), endOfDay: true), Online = input.GetValue(online), Once = input.GetValue(once),
            Limit = input.GetValue(limit),
        }, session.Stop);
        var table = new TextTable("SOURCE", "POINT", "CREATED", "SIZE#", "MODIFIED", "PATH");
        foreach (var hit in found.Items)
            table.Add(hit.SourceName, hit.RecoveryPoint, Quantity.Time(hit.Created), Quantity.Bytes(hit.Item.Size), Quantity.Time(hit.Item.Modified), hit.Item.Path);
        session.Result.ShowTable(found, ApiJson.Default.SearchResult, "Nothing was found.", table);
        if (found.Truncated) Console.Error.WriteLine($"There is more; --limit shows more than {input.GetValue(limit)}.");
        if (found.Unread.Count > 0) Console.Error.WriteLine($"Damaged, and not searched: {string.Join(", ", found.Unread)}. Run: holdfast verify --heal");
        return ExitCode.Done;
    }
}
