using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Vault;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(VaultCredentials))]
[JsonSerializable(typeof(ServerRegistration))]
[JsonSerializable(typeof(VaultStanding))]
[JsonSerializable(typeof(VaultedServer))]
[JsonSerializable(typeof(IReadOnlyList<VaultedServer>))]
[JsonSerializable(typeof(RetirementRequest))]
[JsonSerializable(typeof(RetirementResult))]
[JsonSerializable(typeof(RetentionDeclaration))]
[JsonSerializable(typeof(PackCheckSummary))]
[JsonSerializable(typeof(IReadOnlyList<PackCheck>))]
[JsonSerializable(typeof(IReadOnlyList<BlobGrant>))]
[JsonSerializable(typeof(IReadOnlyList<RetiredBlob>))]
public sealed partial class VaultJson : JsonSerializerContext;
