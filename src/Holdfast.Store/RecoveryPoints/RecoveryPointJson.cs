using System.Text.Json.Serialization;

namespace Holdfast.Store.RecoveryPoints;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecoveryPoint))]
internal sealed partial class RecoveryPointJson : JsonSerializerContext;
