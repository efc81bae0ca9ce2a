using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Output;

namespace Holdfast.Commands.Reports;

/// <summary>Has a report sent by mail again and again.</summary>
internal sealed class ReportScheduleAddCommand : HoldfastCommand
{
    private readonly Argument<string> kind;
    private readonly Option<string> period, format;
    private readonly Option<string[]> recipients;
    private readonly Option<string?> at, group, server, zone;

    internal ReportScheduleAddCommand() : base("add", "Sends a report by mail after each week, month, quarter, or year, of which it covers the whole.")
    {
        kind = Takes(new Argument<string>("KIND") { Description = $"One of: {ReportOptions.Kinds}" });
        period = With(new Option<string>("--period") { Description = "weekly, monthly, quarterly, or yearly", HelpName = "PERIOD", Required = true }.AcceptOnlyFromAmong([.. ReportPeriods.All]));
        recipients = With(ReportOptions.Recipients());
        format = With(ReportOptions.FileFormat());
        at = With(new Option<string?>("--at") { Description = "Time of day in the zone (default: 07:00)", HelpName = "HH:MM" });
        group = With(ReportOptions.Group());
        server = With(ReportOptions.Server());
        zone = With(ReportOptions.Zone());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var request = new ReportScheduleRequest(
            input.GetValue(kind)!, input.GetValue(period)!, input.GetValue(recipients)!, input.GetValue(format)!, input.GetValue(at), input.GetValue(zone), input.GetValue(group), input.GetValue(server));
        var made = await session.Client.Reports.AddSchedule(request, session.Stop);
        session.Result.Show(made, ReportsJson.Default.ReportScheduleInfo, text => text.WriteLine($"The report {made.Kind} is sent {made.Period}, next at {Quantity.Time(made.NextRun)}. Id {made.Id}"));
        return ExitCode.Done;
    }
}
