using System.Text.Json.Serialization;

namespace Holdfast.Server.Setup;

/// <summary>Files of the setup in the data folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, MaxDepth = 16)]
[JsonSerializable(typeof(SetupRecord))]
[JsonSerializable(typeof(InstallJournal))]
internal sealed partial class SetupFileJson : JsonSerializerContext;
