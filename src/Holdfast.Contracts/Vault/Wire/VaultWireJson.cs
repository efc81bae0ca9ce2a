using System.Text.Json.Serialization;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Vault.Wire;

/// <summary>What blob routes of a vault send and take.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(ApiErrorBody))]
[JsonSerializable(typeof(BlobPage))]
[JsonSerializable(typeof(GrantRequest))]
[JsonSerializable(typeof(GrantAnswer))]
[JsonSerializable(typeof(PackCheckPage))]
[JsonSerializable(typeof(VaultStanding))]
[JsonSerializable(typeof(RetiredBlobPage))]
[JsonSerializable(typeof(RetirementRequest))]
[JsonSerializable(typeof(RetirementResult))]
[JsonSerializable(typeof(RetentionDeclaration))]
[JsonSerializable(typeof(PackCheckSummary))]
public sealed partial class VaultWireJson : JsonSerializerContext;
