using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Applications;

/// <summary>What the API says of applications.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ApplicationInfo))]
[JsonSerializable(typeof(CredentialInfo))]
[JsonSerializable(typeof(CredentialList))]
[JsonSerializable(typeof(DescribeRequest))]
[JsonSerializable(typeof(DrillInfo))]
[JsonSerializable(typeof(DrillList))]
[JsonSerializable(typeof(DrillRequest))]
[JsonSerializable(typeof(FoundApplications))]
[JsonSerializable(typeof(RecoveryPlanInfo))]
[JsonSerializable(typeof(RecoveryRange))]
[JsonSerializable(typeof(SetCredentialRequest))]
[JsonSerializable(typeof(WorkloadList))]
public sealed partial class ApplicationsJson : JsonSerializerContext;
