using System.Text.Json.Serialization;

namespace Holdfast.Workloads.SharePoint.Points;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 8, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FarmState))]
internal sealed partial class FarmJson : JsonSerializerContext;
