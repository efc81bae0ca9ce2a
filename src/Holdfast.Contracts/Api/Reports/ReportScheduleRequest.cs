using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Reports;

/// <summary>Sends a report by mail again and again.</summary>
/// <param name="Kind">One of <see cref="ReportKinds"/>.</param>
/// <param name="Period">One of <see cref="ReportPeriods"/>.</param>
/// <param name="Recipients">1 to 50 mail addresses.</param>
/// <param name="Format">One of <see cref="ReportFormats"/>.</param>
/// <param name="At">Time of day in the zone, HH:mm; null: 07:00.</param>
/// <param name="Zone">IANA name; null: UTC.</param>
/// <param name="Group">Id or name of a protection group; null: all.</param>
/// <param name="Server">A production server; null: all.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReportScheduleRequest(
    string Kind, string Period, IReadOnlyList<string> Recipients, string Format = ReportFormats.Pdf, string? At = null, string? Zone = null, string? Group = null,
    string? Server = null);
