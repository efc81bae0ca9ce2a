using System.Text.Json.Serialization;

namespace Holdfast.Server.Agents.Work;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RemoteCheckpoint))]
internal sealed partial class RemoteCheckpointJson : JsonSerializerContext;
