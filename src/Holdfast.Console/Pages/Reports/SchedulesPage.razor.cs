using System.Globalization;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Reports;

public sealed partial class SchedulesPage
{
    private IReadOnlyList<ReportKindInfo> kinds = [];
    private IReadOnlyList<string> groups = [];
    private ReportScheduleList? list;
    private string kind = ReportKinds.Status, period = ReportPeriods.Monthly, format = ReportFormats.Pdf, group = "", recipients = "";
    private TimeOnly at = new(7, 0);

    private List<string> Addresses => [.. recipients.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private string? Group => group.Length == 0 || kinds.FirstOrDefault(one => one.Id == kind) is { TakesFilters: false } ? null : group;

    protected override async Task Load()
    {
        kinds = (await Session.Api.Reports.Kinds(Leaving)).Kinds;
        list = await Session.Api.Reports.Schedules(Leaving);
        groups = [.. (await Session.Api.Insight.AllGroups(Leaving)).Select(one => one.Name).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private string TitleOf(string id) => kinds.FirstOrDefault(one => one.Id == id) is { } known ? T[known.Title] : id;

    private string Period(string id) => id switch
    {
        ReportPeriods.Weekly => T["Every week"],
        ReportPeriods.Monthly => T["Every month"],
        ReportPeriods.Quarterly => T["Every quarter"],
        ReportPeriods.Yearly => T["Every year"],
        _ => id,
    };

    private async Task Add()
    {
        var request = new ReportScheduleRequest(kind, period, Addresses, format, at.ToString("HH:mm", CultureInfo.InvariantCulture), Browser.Zone, Group);
        if (!await Attempt(() => Session.Api.Reports.AddSchedule(request, Leaving), T["The report is sent from now on."])) return;
        recipients = "";
        await Reload();
    }

    private Task SendNow() => Attempt(() => Session.Api.Reports.Mail(kind, new MailReportRequest(Addresses, format, Group: Group, Zone: Browser.Zone), Leaving), T["The mail server took the report."]);

    private async Task Remove(ReportScheduleInfo one)
    {
        var isDone = await Confirmations.Ask(
            T["Stop sending this report?"], [T["{0} is not sent to {1} any more.", TitleOf(one.Kind), string.Join(", ", one.Recipients)]], T["Stop"], _ => Session.Api.Reports.RemoveSchedule(one.Id));
        if (isDone) await Reload();
    }
}
