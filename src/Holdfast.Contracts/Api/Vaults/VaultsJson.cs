using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Vaults;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 8, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(VaultPackList))]
[JsonSerializable(typeof(RecoveryKitInfo))]
[JsonSerializable(typeof(ChangePassphraseRequest))]
[JsonSerializable(typeof(RotateKeysRequest))]
[JsonSerializable(typeof(KeyRotationInfo))]
[JsonSerializable(typeof(VaultBandwidth))]
[JsonSerializable(typeof(RetiredItemList))]
[JsonSerializable(typeof(Acknowledgement))]
public sealed partial class VaultsJson : JsonSerializerContext;
