using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Vault;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(VaultCredentials))]
[JsonSerializable(typeof(VaultDocument))]
[JsonSerializable(typeof(ServerRegistration))]
public sealed partial class VaultJson : JsonSerializerContext;
