using System.Text.Json.Serialization;

namespace Holdfast.Workloads.Exchange.State;

/// <summary>JSON of a point's state.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, MaxDepth = 8, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ExchangeState))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
