using System.Text.Json.Serialization;

namespace Holdfast.Store.Pool;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DiskMarker))]
[JsonSerializable(typeof(PoolMembers))]
internal sealed partial class PoolJson : JsonSerializerContext;
