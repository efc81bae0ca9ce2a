using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Shows a folder of a recovery point.</summary>
internal sealed class BrowseCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Argument<string?> path;
    private readonly Option<string> at;
    private readonly Option<bool> online, descending;
    private readonly Option<int> offset;
    private readonly Option<int?> limit;
    private readonly Option<string?> order, text, since;

    internal BrowseCommand() : base("browse", "Lists one folder of a recovery point.")
    {
        source = Takes(SharedOptions.Source());
        path = Takes(new Argument<string?>("PATH") { Description = "Folder relative to the datasource's root (default: the root)", Arity = ArgumentArity.ZeroOrOne });
        at = With(SharedOptions.At());
        online = With(SharedOptions.Online("Reads the copy in the vault (default: on disk)"));
        text = With(new Option<string?>("--text") { Description = "Only items whose name contains this, in upper or lower case (default: all)", HelpName = "TEXT" });
        order = With(new Option<string?>("--order") { Description = "Order of the items, folders first (default: by the bytes of the names)", HelpName = "name|size|modified" });
        order.AcceptOnlyFromAmong("name", "size", "modified");
        descending = With(new Option<bool>("--descending") { Description = "The other way round (default: ascending)" });
        offset = With(SharedOptions.Whole("--offset", "Items to leave out at the beginning", "N", 0, 0, int.MaxValue));
        limit = With(new Option<int?>("--limit") { Description = "Most items to show, 1 to 5000 (default: all)", HelpName = "N" });
        limit.Validators.Add(result =>
        {
            if (result.GetValue(limit) is < 1 or > 5000) result.AddError("--limit takes a number from 1 to 5000.");
        });
        since = With(new Option<string?>("--since") { Description = "Recovery point to compare with, its id or a time: shows what is new or changed (default: none)", HelpName = "ID|TIME" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Recovery.Browse(new BrowseQuery(Names.Source(input.GetValue(source)!))
        {
            At = Names.Point(input.GetValue(at)!), Path = input.GetValue(path) is { } folder ? Names.Item(folder) : null, Online = input.GetValue(online), Text = input.GetValue(text),
            Order = input.GetValue(order), Descending = input.GetValue(descending), Offset = input.GetValue(offset), Limit = input.GetValue(limit),
            Since = input.GetValue(since) is { } older ? Names.Point(older) : null,
        }, session.Stop);
        Show(session, found);
        return ExitCode.Done;
    }

    internal static void Show(Session session, BrowseResult found)
    {
        if (found.Items.Any(item => item.Volume is not null))
        {
            ShowVolumes(session, found);
            return;
        }
        var compares = found.Items.Any(item => item.Change is not null);
        var table = compares ? new TextTable("CHANGE", "MODE", "OWNER#", "GROUP#", "SIZE#", "MODIFIED", "NAME") : new TextTable("MODE", "OWNER#", "GROUP#", "SIZE#", "MODIFIED", "NAME");
        foreach (var item in found.Items)
            table.Add([.. compares ? (string[])[item.Change ?? ""] : [], Type(item.Kind) + item.Mode, Text(item.Owner), Text(item.Group), Quantity.Bytes(item.Size), Quantity.Time(item.Modified),
                item.Name + (item.Target is null ? "" : $" -> {item.Target}") + (item.Condition == "complete" ? "" : $"  ({item.Condition})")]);
        session.Result.ShowTable(found, ApiJson.Default.BrowseResult, "The folder is empty.", table);
        if (found.Items.Count > 0 && found.Items.Count < found.Total) Console.Error.WriteLine($"{found.Items.Count} of {found.Total} items.");
    }

    private static void ShowVolumes(Session session, BrowseResult found)
    {
        var table = new TextTable("PARTITION#", "FILE SYSTEM", "LABEL", "SIZE#", "OFFSET#", "TYPE", "NAME");
        foreach (var item in found.Items)
            if (item.Volume is { } volume)
                table.Add(
                    Text(volume.Number), volume.Unreadable is null ? volume.FileSystem ?? "" : $"{volume.FileSystem ?? "?"} (not readable)", volume.Label ?? "", Quantity.Bytes(item.Size), Text(volume.Offset), volume.Type, volume.Name ?? "");
        session.Result.ShowTable(found, ApiJson.Default.BrowseResult, "The disk has no partitions.", table);
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Type(string kind) => kind switch
    {
        "directory" or "disk" or "partition" => "d ", "symbolicLink" => "l ", "fifo" => "p ", "characterDevice" => "c ", "blockDevice" => "b ", _ => "- ",
    };
}
