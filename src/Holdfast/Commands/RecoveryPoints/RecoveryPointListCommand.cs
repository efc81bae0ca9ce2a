using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Lists recovery points.</summary>
internal sealed class RecoveryPointListCommand : HoldfastCommand
{
    private readonly Argument<string?> source;
    private readonly Option<bool> online;

    internal RecoveryPointListCommand() : base("list", "Lists recovery points, oldest first.")
    {
        source = Takes(SharedOptions.OptionalSource());
        online = With(SharedOptions.Online("Only those in the vault (default: all)"));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.RecoveryPoints(Names.OptionalSource(input.GetValue(source)), input.GetValue(online), session.Stop);
        session.Result.ShowTable(found, ApiJson.Default.RecoveryPointList, "There are no recovery points.", Table(found.RecoveryPoints));
        return ExitCode.Done;
    }

    internal static TextTable Table(IReadOnlyList<RecoveryPointInfo> points)
    {
        var table = new TextTable("ID", "SOURCE", "CREATED", "ITEMS#", "FAILED#", "SIZE#", "WHERE", "EXPIRES", "KEPT BECAUSE");
        foreach (var point in points)
            table.Add(point.Id, point.SourceName, Quantity.Time(point.Created), Quantity.Count(point.Items), Quantity.Count(point.ItemsFailed), Quantity.Bytes(point.Bytes),
                (point.Disk, point.Online) switch { (true, true) => "disk, vault", (true, false) => "disk", (false, true) => "vault", _ => "–" }, Quantity.Time(point.Expires),
                Because(point));
        return table;
    }

    private static string Because(RecoveryPointInfo point) => (point.Disk, point.OnlineKeptBecause) switch
    {
        (true, { } online) => $"disk: {point.KeptBecause}; vault: {online}",
        _ => point.KeptBecause ?? "–",
    };
}
