using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Finds items by name in recovery points.</summary>
internal sealed class SearchCommand : HoldfastCommand
{
    private readonly Argument<string> text;
    private readonly Option<string?> source, from, to;
    private readonly Option<bool> online;
    private readonly Option<int> limit;

    internal SearchCommand() : base("search", "Finds items whose name contains a text, in all recovery points, newest first.")
    {
        text = Takes(new Argument<string>("TEXT") { Description = "Part of the name, in upper or lower case" });
        source = With(new Option<string?>("--source") { Description = "Only this datasource: id, name, or path (default: all)", HelpName = "SOURCE" });
        from = With(new Option<string?>("--from") { Description = "Only points made at this time or later (default: any; RFC 3339, or local YYYY-MM-DD [HH:MM[:SS]])", HelpName = "TIME" });
        to = With(new Option<string?>("--to") { Description = "Only points made at this time or earlier (default: any)", HelpName = "TIME" });
        online = With(SharedOptions.Online("Searches the points in the vault (default: on disk)"));
        limit = With(SharedOptions.Whole("--limit", "Most hits to show, 1 to 10000", "N", 1000, 1, 10000));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Search(
            input.GetValue(text)!, Names.OptionalSource(input.GetValue(source)), Names.Time(input.GetValue(from), endOfDay: false),
            Names.Time(input.GetValue(to), endOfDay: true), input.GetValue(online), input.GetValue(limit), session.Stop);
        var table = new TextTable("SOURCE", "POINT", "CREATED", "SIZE#", "MODIFIED", "PATH");
        foreach (var hit in found.Items)
            table.Add(hit.SourceName, hit.RecoveryPoint, Quantity.Time(hit.Created), Quantity.Bytes(hit.Item.Size), Quantity.Time(hit.Item.Modified), hit.Item.Path);
        session.Result.ShowTable(found, ApiJson.Default.SearchResult, "Nothing was found.", table);
        if (found.Truncated) Console.Error.WriteLine($"There is more; --limit shows more than {input.GetValue(limit)}.");
        return ExitCode.Done;
    }
}
