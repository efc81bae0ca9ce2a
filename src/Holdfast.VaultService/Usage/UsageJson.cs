using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.VaultService.Usage;

/// <summary>The file of prices. An unknown key is a slip of the pen and not passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectNullableAnnotations = true, MaxDepth = 4)]
[JsonSerializable(typeof(StoragePrices))]
internal sealed partial class UsageJson : JsonSerializerContext;
