using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Alerts;

/// <summary>Lists alerts.</summary>
internal sealed class AlertListCommand : HoldfastCommand
{
    private readonly Option<bool> all;

    internal AlertListCommand() : base("list", "Lists the open alerts, newest first.") =>
        all = With(new Option<bool>("--all") { Description = "Resolved ones as well (default: only open ones)" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Alerts(input.GetValue(all), session.Stop);
        var table = new TextTable("ID", "SEVERITY", "STATE", "SINCE", "CODE#", "MESSAGE", "REMEDY");
        foreach (var alert in found.Alerts)
            table.Add(alert.Id, alert.Severity, alert.State, Quantity.Time(alert.Created),
                ((int)alert.Code).ToString(System.Globalization.CultureInfo.InvariantCulture), $"{alert.Title}: {alert.Message}", alert.Remedy);
        session.Result.ShowTable(found, ApiJson.Default.AlertList, "There are no open alerts.", table);
        return ExitCode.Done;
    }
}
