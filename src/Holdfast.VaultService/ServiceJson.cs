using System.Text.Json.Serialization;
using Holdfast.VaultService.Vaults;

namespace Holdfast.VaultService;

/// <summary>Files of the vault service that nobody else reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, MaxDepth = 4)]
[JsonSerializable(typeof(EarlierVault))]
[JsonSerializable(typeof(VaultMarker))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ServiceJson : JsonSerializerContext;
