using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Insight;

/// <summary>What the API answers about how things stand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Changes))]
[JsonSerializable(typeof(DayBand))]
[JsonSerializable(typeof(GroupSummaries))]
[JsonSerializable(typeof(Overview))]
[JsonSerializable(typeof(PolicyEstimate))]
[JsonSerializable(typeof(PolicyPreview))]
[JsonSerializable(typeof(ProtectionMap))]
[JsonSerializable(typeof(SourcePage))]
[JsonSerializable(typeof(StorageBySource))]
[JsonSerializable(typeof(StorageTrend))]
public sealed partial class InsightJson : JsonSerializerContext;
