using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Output;

namespace Holdfast.Commands.Insight;

/// <summary>Whether everything is protected, what needs a hand, and what became of every datasource day by day.</summary>
internal sealed class OverviewCommand : HoldfastCommand
{
    private readonly Option<int> days, rows;
    private readonly Option<string?> zone;

    internal OverviewCommand() : base("overview", "Says whether every datasource is protected within its goals, what needs you, and what the last days were for each of them.")
    {
        days = With(SharedOptions.Whole("--days", "Days of the map, today included, 1 to 31", "N", 14, 1, 31));
        rows = With(SharedOptions.Whole("--limit", "Most datasources to show in the map, 1 to 10000", "N", 100, 1, 10_000));
        zone = With(new Option<string?>("--zone") { Description = "Zone that days begin and end in, such as Europe/Berlin (default: that of this computer)", HelpName = "ZONE" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var overview = await session.Client.Insight.Overview(session.Stop);
        var map = await session.Client.Insight.Map(input.GetValue(days), input.GetValue(zone) ?? OwnZone(), 0, input.GetValue(rows), session.Stop);
        session.Result.Show(new OverviewResult(overview, map), CommandJson.Default.OverviewResult, text => OverviewText.Write(text, overview, map));
        return ExitCode.Done;
    }

    // The server knows zones by their IANA names; a computer whose zone has none has its days in UTC.
    private static string? OwnZone()
    {
        var own = TimeZoneInfo.Local;
        if (own.HasIanaId && own.Id is not ("Local" or "")) return own.Id;
        return TimeZoneInfo.TryConvertWindowsIdToIanaId(own.Id, out var iana) ? iana : null;
    }
}
