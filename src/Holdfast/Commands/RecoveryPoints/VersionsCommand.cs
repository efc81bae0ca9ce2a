using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Shows one item in all recovery points.</summary>
internal sealed class VersionsCommand : HoldfastCommand
{
    private readonly Argument<string> source, path;
    private readonly Option<bool> online;
    private readonly Option<string?> external;
    private readonly Option<int> limit;

    internal VersionsCommand() : base("versions", "Lists the versions of one item, from the newest recovery point to the oldest.")
    {
        source = Takes(SharedOptions.Source());
        path = Takes(new Argument<string>("PATH") { Description = "Item relative to the datasource's root, as browse shows it" });
        online = With(SharedOptions.Online("Looks at the points in the vault (default: on disk)"));
        external = With(GetCommand.External());
        limit = With(SharedOptions.Whole("--limit", "Most recovery points to look at, from the newest, 1 to 5000", "N", 1000, 1, 5000));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Recovery.Versions(
            Names.Source(input.GetValue(source)!), Names.Item(input.GetValue(path)!), input.GetValue(online), input.GetValue(external), input.GetValue(limit), session.Stop);
        var table = new TextTable("POINT", "CREATED", "WHERE", "SIZE#", "MODIFIED", "CHANGE");
        foreach (var version in found.Versions)
            table.Add(
                version.RecoveryPoint, Quantity.Time(version.Created), version.Disk ? version.Online ? "disk, vault" : "disk" : "vault", Quantity.Bytes(version.Item.Size),
                Quantity.Time(version.Item.Modified), version.Change);
        session.Result.ShowTable(found, RecoveryJson.Default.ItemVersions, "No recovery point has it.", table);
        if (found.Truncated) Console.Error.WriteLine($"There are older recovery points; --limit looks at more than {input.GetValue(limit)}.");
        if (found.Unread.Count > 0) Console.Error.WriteLine($"Damaged, and not looked at: {string.Join(", ", found.Unread)}. Run: holdfast verify --heal");
        return ExitCode.Done;
    }
}
