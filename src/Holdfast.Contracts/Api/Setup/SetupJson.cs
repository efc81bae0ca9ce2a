using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>What the API reads and writes about the setup, by the rules of <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(CatalogChoice))]
[JsonSerializable(typeof(CatalogTest))]
[JsonSerializable(typeof(ChoosePassphraseRequest))]
[JsonSerializable(typeof(DiskCandidates))]
[JsonSerializable(typeof(InstallRequest))]
[JsonSerializable(typeof(LinkSignIn))]
[JsonSerializable(typeof(ScratchAnswer))]
[JsonSerializable(typeof(ScratchQuestion))]
[JsonSerializable(typeof(SetupAnswers))]
[JsonSerializable(typeof(SetupChecks))]
[JsonSerializable(typeof(SetupLink))]
[JsonSerializable(typeof(SetupPassphrase))]
[JsonSerializable(typeof(SetupState))]
public sealed partial class SetupJson : JsonSerializerContext;
