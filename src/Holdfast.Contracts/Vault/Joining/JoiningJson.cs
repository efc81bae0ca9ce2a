using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Vault.Joining;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(RegisterAnswer))]
[JsonSerializable(typeof(RenewRequest))]
[JsonSerializable(typeof(RenewAnswer))]
[JsonSerializable(typeof(ExternalRequest))]
[JsonSerializable(typeof(ExternalAnswer))]
[JsonSerializable(typeof(VaultedServers))]
public sealed partial class JoiningJson : JsonSerializerContext;
