using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Agents;

/// <summary>JSON of the agents' routes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AgentDetails))]
[JsonSerializable(typeof(AgentInstallers))]
[JsonSerializable(typeof(AgentList))]
[JsonSerializable(typeof(AgentThrottle))]
[JsonSerializable(typeof(AgentToken))]
[JsonSerializable(typeof(AgentTokenInfo))]
[JsonSerializable(typeof(AgentTokenList))]
[JsonSerializable(typeof(AgentTokenRequest))]
[JsonSerializable(typeof(AgentUpdate))]
[JsonSerializable(typeof(FolderListing))]
[JsonSerializable(typeof(ModifyAgentRequest))]
[JsonSerializable(typeof(ProtectableList))]
public sealed partial class AgentsJson : JsonSerializerContext;
