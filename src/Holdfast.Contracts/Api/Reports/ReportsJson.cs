using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Reports;

/// <summary>JSON of the reports' routes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(MailReportRequest))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(ReportKindList))]
[JsonSerializable(typeof(ReportScheduleInfo))]
[JsonSerializable(typeof(ReportScheduleList))]
[JsonSerializable(typeof(ReportScheduleRequest))]
public sealed partial class ReportsJson : JsonSerializerContext;
