using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Recovery;

/// <summary>What the API says of versions, days, and recoveries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ItemVersions))]
[JsonSerializable(typeof(PointDays))]
[JsonSerializable(typeof(RecoveryReport))]
public sealed partial class RecoveryJson : JsonSerializerContext;
