using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>What the API reads and writes about accounts, by the rules of <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AccountInfo))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(CallerInfo))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(ConfirmTotpRequest))]
[JsonSerializable(typeof(CreateAccountRequest))]
[JsonSerializable(typeof(EnrollTotpRequest))]
[JsonSerializable(typeof(ModifyAccountRequest))]
[JsonSerializable(typeof(PinInfo))]
[JsonSerializable(typeof(RecoveryCodeList))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(SignInLink))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(TotpEnrollment))]
public sealed partial class AccountJson : JsonSerializerContext;
