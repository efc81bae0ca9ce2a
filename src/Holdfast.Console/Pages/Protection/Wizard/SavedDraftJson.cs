using System.Text.Json.Serialization;

namespace Holdfast.Console.Pages.Protection.Wizard;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(SavedDraft))]
internal sealed partial class SavedDraftJson : JsonSerializerContext;
