using System.Text.Json.Serialization;

namespace Holdfast.Workloads.SystemState.Points;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 12, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StateFacts))]
[JsonSerializable(typeof(BareMetalFacts))]
internal sealed partial class SystemStateJson : JsonSerializerContext;
