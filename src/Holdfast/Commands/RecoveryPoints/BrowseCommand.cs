using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Shows a folder of a recovery point.</summary>
internal sealed class BrowseCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Argument<string?> path;
    private readonly Option<string> at;
    private readonly Option<bool> online;

    internal BrowseCommand() : base("browse", "Lists one folder of a recovery point.")
    {
        source = Takes(SharedOptions.Source());
        path = Takes(new Argument<string?>("PATH") { Description = "Folder relative to the datasource's root (default: the root)", Arity = ArgumentArity.ZeroOrOne });
        at = With(SharedOptions.At());
        online = With(SharedOptions.Online("Reads the copy in the vault (default: on disk)"));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var folder = input.GetValue(path) is { } text ? Names.Item(text) : null;
        var found = await session.Client.Browse(Names.Source(input.GetValue(source)!), Names.Point(input.GetValue(at)!), folder, input.GetValue(online), null, session.Stop);
        Show(session, found);
        return ExitCode.Done;
    }

    internal static void Show(Session session, BrowseResult found)
    {
        var table = new TextTable("MODE", "OWNER#", "GROUP#", "SIZE#", "MODIFIED", "NAME");
        foreach (var item in found.Items)
            table.Add(Type(item.Kind) + item.Mode, Text(item.Owner), Text(item.Group), Quantity.Bytes(item.Size), Quantity.Time(item.Modified),
                item.Name + (item.Target is null ? "" : $" -> {item.Target}") + (item.Condition == "complete" ? "" : $"  ({item.Condition})"));
        session.Result.ShowTable(found, ApiJson.Default.BrowseResult, "The folder is empty.", table);
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Type(string kind) => kind switch
    {
        "directory" => "d ", "symbolicLink" => "l ", "fifo" => "p ", "characterDevice" => "c ", "blockDevice" => "b ", _ => "- ",
    };
}
