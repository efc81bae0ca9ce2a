using System.Text.Json.Serialization;

namespace Holdfast.Store.RecoveryPoints;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecoveryPoint))]
internal sealed partial class RecoveryPointJson : JsonSerializerContext;
