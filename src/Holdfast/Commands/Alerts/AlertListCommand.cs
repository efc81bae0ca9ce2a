using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Alerts;
using Holdfast.Output;

namespace Holdfast.Commands.Alerts;

/// <summary>Lists alerts.</summary>
internal sealed class AlertListCommand : HoldfastCommand
{
    private readonly Option<bool> all;
    private readonly Option<string?> severity, type, server, group, from, to, text, before;
    private readonly Option<int> limit;

    internal AlertListCommand() : base("list", "Lists the open alerts, newest first.")
    {
        all = With(new Option<bool>("--all") { Description = "Resolved ones as well, as long as they are kept (default: only open ones)" });
        severity = Filter("--severity", "Only these, separated by commas: critical, warning, informational", "SEVERITY");
        type = Filter("--type", "Only those of this type, such as diskMissing", "TYPE");
        server = Filter("--server", "Only those about this production server and its datasources", "NAME");
        group = Filter("--group", "Only those about this protection group and its members: name or id", "NAME");
        from = Filter("--from", "Only those raised at this time or later; RFC 3339, or local YYYY-MM-DD [HH:MM[:SS]]", "TIME");
        to = Filter("--to", "Only those raised at this time or earlier", "TIME");
        text = Filter("--text", "Only those with this text in message, remedy, or subject", "TEXT");
        limit = With(SharedOptions.Whole("--limit", "Most alerts to show, 1 to 10000", "N", 1000, 1, 10_000));
        before = With(new Option<string?>("--before") { Description = "Goes on after this alert, the last one of the page before (default: begins with the newest)", HelpName = "ID" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var query = new AlertQuery
        {
            IncludeResolved = input.GetValue(all), Severity = input.GetValue(severity), Type = input.GetValue(type), Server = input.GetValue(server),
            Group = input.GetValue(group), From = Names.Time(input.GetValue(from), endOfDay: false), To = Names.Time(input.GetValue(to), endOfDay: true),
            Text = input.GetValue(text), Limit = input.GetValue(limit), Before = input.GetValue(before),
        };
        var found = await session.Client.Alerts(query, session.Stop);
        var table = new TextTable("ID", "SEVERITY", "STATE", "SINCE", "CODE#", "MESSAGE", "REMEDY");
        foreach (var alert in found.Alerts)
            table.Add(alert.Id, alert.Severity, alert.State, Quantity.Time(alert.Created),
                ((int)alert.Code).ToString(System.Globalization.CultureInfo.InvariantCulture), $"{alert.Title}: {alert.Message}", alert.Remedy);
        session.Result.ShowTable(found, ApiJson.Default.AlertList, "There are no such alerts.", table);
        if (found.Next is { } next) Console.Error.WriteLine($"There may be more: --before {next}");
        return ExitCode.Done;
    }

    private Option<string?> Filter(string name, string description, string helpName) =>
        With(new Option<string?>(name) { Description = description + " (default: all)", HelpName = helpName });
}
