using System.Text.Json.Serialization;

namespace Holdfast.Agent.Enrolling;

/// <summary>JSON in an agent's data folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 4)]
[JsonSerializable(typeof(AgentDescription))]
internal sealed partial class AgentFolderJson : JsonSerializerContext;
