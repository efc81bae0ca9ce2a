using System.Text.Json.Serialization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Vault.Joining;

namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What the owner of vaults reads and writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 8, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(VaultServiceAddress))]
[JsonSerializable(typeof(NewVault))]
[JsonSerializable(typeof(OwnedVault))]
[JsonSerializable(typeof(OwnedVaults))]
[JsonSerializable(typeof(OwnerActs))]
[JsonSerializable(typeof(VaultPin))]
[JsonSerializable(typeof(VaultClockState))]
[JsonSerializable(typeof(VaultCredentials))]
[JsonSerializable(typeof(OwnerSignIn))]
[JsonSerializable(typeof(OwnerSession))]
[JsonSerializable(typeof(OwnerInfo))]
[JsonSerializable(typeof(AdministratorList))]
[JsonSerializable(typeof(Administrator))]
[JsonSerializable(typeof(NewAdministrator))]
[JsonSerializable(typeof(SecondFactor))]
[JsonSerializable(typeof(FactorCode))]
[JsonSerializable(typeof(StateChange))]
[JsonSerializable(typeof(LockChange))]
[JsonSerializable(typeof(VaultUsage))]
[JsonSerializable(typeof(VaultBill))]
[JsonSerializable(typeof(ProgramOffers))]
[JsonSerializable(typeof(QuickStart))]
[JsonSerializable(typeof(UndeleteRequest))]
[JsonSerializable(typeof(UndeleteResult))]
[JsonSerializable(typeof(RetiredPage))]
[JsonSerializable(typeof(VaultChecks))]
[JsonSerializable(typeof(VaultedServers))]
[JsonSerializable(typeof(ReadyInfo))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(SignInLink))]
public sealed partial class OwnerJson : JsonSerializerContext;
