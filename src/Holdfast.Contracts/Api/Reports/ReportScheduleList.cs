namespace Holdfast.Contracts.Api.Reports;

/// <param name="MailServer">Null: no mail is sent, so no report either.</param>
public sealed record ReportScheduleList(IReadOnlyList<ReportScheduleInfo> Schedules, string? MailServer);
