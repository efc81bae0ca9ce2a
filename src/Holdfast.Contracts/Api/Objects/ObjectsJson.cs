using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Objects;

/// <summary>JSON of the object endpoint's routes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ObjectEndpointInfo))]
public sealed partial class ObjectsJson : JsonSerializerContext;
