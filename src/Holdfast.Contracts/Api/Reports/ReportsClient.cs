namespace Holdfast.Contracts.Api.Reports;

/// <summary>Reports: to look at, as files, and by mail.</summary>
public sealed class ReportsClient
{
    private const int LongestFile = 256 << 20;
    private readonly ApiTransport api;

    internal ReportsClient(ApiTransport api) => this.api = api;

    public Task<ReportKindList> Kinds(CancellationToken cancellation = default) => api.Get("reports", ReportsJson.Default.ReportKindList, cancellation);

    /// <param name="kind">One of <see cref="ReportKinds"/>.</param>
    public Task<Report> Get(string kind, ReportQuery? query = null, CancellationToken cancellation = default) =>
        api.Get((query ?? new ReportQuery()).Route(kind), ReportsJson.Default.Report, cancellation);

    /// <summary>The same report as a file.</summary>
    /// <param name="format">One of <see cref="ReportFormats"/>.</param>
    public Task<byte[]> File(string kind, string format, ReportQuery? query = null, CancellationToken cancellation = default) =>
        api.GetBytes((query ?? new ReportQuery()).Route(kind, "/" + Uri.EscapeDataString(format)), LongestFile, cancellation);

    /// <summary>Sends a report by mail now, and says what went wrong.</summary>
    public Task<Acknowledgement> Mail(string kind, MailReportRequest request, CancellationToken cancellation = default) =>
        api.Post("reports/" + Uri.EscapeDataString(kind) + "/mail", request, ReportsJson.Default.MailReportRequest, ApiJson.Default.Acknowledgement, cancellation);

    public Task<ReportScheduleList> Schedules(CancellationToken cancellation = default) => api.Get("reports/schedules", ReportsJson.Default.ReportScheduleList, cancellation);

    public Task<ReportScheduleInfo> AddSchedule(ReportScheduleRequest request, CancellationToken cancellation = default) =>
        api.Post("reports/schedules", request, ReportsJson.Default.ReportScheduleRequest, ReportsJson.Default.ReportScheduleInfo, cancellation);

    public Task<Acknowledgement> RemoveSchedule(string id, CancellationToken cancellation = default) =>
        api.Delete("reports/schedules/" + Uri.EscapeDataString(id), ApiJson.Default.Acknowledgement, cancellation);
}
