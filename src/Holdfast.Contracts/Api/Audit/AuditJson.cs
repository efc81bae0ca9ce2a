using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Audit;

/// <summary>What the API writes about the audit log, by the rules of <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(AuditVerification))]
public sealed partial class AuditJson : JsonSerializerContext;
