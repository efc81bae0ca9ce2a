using System.Text.Json.Serialization;
using Holdfast.Contracts.Api;

namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What the owner of vaults reads and writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 8, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(VaultServiceAddress))]
[JsonSerializable(typeof(ReadyInfo))]
[JsonSerializable(typeof(Acknowledgement))]
public sealed partial class OwnerJson : JsonSerializerContext;
