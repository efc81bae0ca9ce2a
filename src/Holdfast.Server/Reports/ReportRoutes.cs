using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Server.Accounts;
using Holdfast.Server.Hosting;
using Holdfast.Server.Reports.Files;
using Holdfast.Server.Reports.Mail;

namespace Holdfast.Server.Reports;

/// <summary>Everything below reports/.</summary>
internal sealed class ReportRoutes(ReportDesk desk, ReportSchedules schedules, ReportMail mail, string? mailServer)
{
    private static readonly ApiParameter[] parameters =
    [
        ApiParameter.Time("from", "begin of the period; 30 days before its end"), ApiParameter.Time("to", "the period ends before this; now"), ApiParameter.Text("group", "id or name of a protection group"),
        ApiParameter.Text("server", "a production server"), ApiParameter.Text("zone", "IANA name of the zone that days are counted in; UTC"),
    ];

    internal void Map(ApiRouter routes)
    {
        routes.Get("reports", ReportsJson.Default.ReportKindList, call => desk.Kinds(call.Scope));
        routes.Get("reports/schedules", ReportsJson.Default.ReportScheduleList, _ => new ReportScheduleList(schedules.List(), mailServer));
        routes.Post("reports/schedules", ReportsJson.Default.ReportScheduleRequest, ReportsJson.Default.ReportScheduleInfo, (request, _) => schedules.Add(request));
        routes.Delete("reports/schedules/{id}", ApiJson.Default.Acknowledgement, Remove);
        routes.Get("reports/{kind}", ReportsJson.Default.Report, Make).Takes(parameters);
        routes.GetFile("reports/{kind}/csv", ReportFile.CsvType, call => File(call, ReportFormats.Csv)).Takes(parameters);
        routes.GetFile("reports/{kind}/pdf", ReportFile.PdfType, call => File(call, ReportFormats.Pdf)).Takes(parameters);
        routes.PostAsync("reports/{kind}/mail", ReportsJson.Default.MailReportRequest, ApiJson.Default.Acknowledgement, Send);
    }

    private Report Make(ApiCall call) =>
        desk.Make(call.Route("kind"), new ReportQuery(call.Time("from"), call.Time("to"), call.Text("group"), call.Text("server"), call.Text("zone")), call.Scope);

    private ApiFile File(ApiCall call, string format)
    {
        var file = ReportFile.Of(Make(call), format);
        return new ApiFile(file.Name, file.Content);
    }

    private Acknowledgement Remove(ApiCall call)
    {
        schedules.Remove(call.Route("id"));
        return new Acknowledgement(true);
    }

    private async Task<Acknowledgement> Send(MailReportRequest request, ApiCall call)
    {
        ReportSchedules.CheckSending(request.Recipients, request.Format);
        var report = desk.Make(call.Route("kind"), new ReportQuery(request.From, request.To, request.Group, request.Server, request.Zone), CallerScope.Everything);
        var file = ReportFile.Of(report, request.Format);
        foreach (var recipient in request.Recipients.Distinct(StringComparer.OrdinalIgnoreCase)) await mail.Send(report, file, recipient, call.Aborted);
        return new Acknowledgement(true);
    }
}
