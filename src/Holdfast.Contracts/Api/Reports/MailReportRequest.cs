using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Reports;

/// <summary>Sends a report now. What it covers is as in <see cref="ReportQuery"/>.</summary>
/// <param name="Recipients">1 to 50 mail addresses.</param>
/// <param name="Format">One of <see cref="ReportFormats"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MailReportRequest(
    IReadOnlyList<string> Recipients, string Format = ReportFormats.Pdf, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Group = null, string? Server = null,
    string? Zone = null);
