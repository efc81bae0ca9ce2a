using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Output;

namespace Holdfast.Commands.Reports;

/// <summary>Which reports are sent by mail.</summary>
internal sealed class ReportSchedulesCommand() : HoldfastCommand("list", "Lists the reports that are sent by mail, and how the last ones went.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Reports.Schedules(session.Stop);
        var table = new TextTable("ID", "KIND", "PERIOD", "AT", "ZONE", "FORMAT", "ONLY", "NEXT", "LAST", "RESULT", "RECIPIENTS");
        foreach (var schedule in found.Schedules)
            table.Add(
                schedule.Id, schedule.Kind, schedule.Period, schedule.At, schedule.Zone, schedule.Format, schedule.Group ?? schedule.Server ?? "all", Quantity.Time(schedule.NextRun),
                Quantity.Time(schedule.LastRun), schedule.LastResult ?? "–", string.Join(",", schedule.Recipients));
        session.Result.ShowTable(found, ReportsJson.Default.ReportScheduleList, "No report is sent by mail.", table);
        if (found.MailServer is null) await Console.Error.WriteLineAsync("No mail server is set (smtpHost): nothing is sent.");
        return ExitCode.Done;
    }
}
