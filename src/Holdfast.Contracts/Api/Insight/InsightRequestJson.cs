using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Insight;

/// <summary>What is asked with a policy in it: as with groups, a typing error must not pass for a default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(EstimateRequest))]
[JsonSerializable(typeof(PolicyPreviewRequest))]
public sealed partial class InsightRequestJson : JsonSerializerContext;
