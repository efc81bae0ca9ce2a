using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Connection;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<SavedSession>))]
internal sealed partial class SavedSessionJson : JsonSerializerContext;
