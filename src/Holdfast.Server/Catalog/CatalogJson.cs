using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Catalog;

/// <summary>What the catalog and the pool's descriptions keep as JSON. Unknown members are ignored: a newer version may have added some.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 16)]
[JsonSerializable(typeof(JobArguments))]
[JsonSerializable(typeof(GroupDescription))]
[JsonSerializable(typeof(PolicyInfo))]
[JsonSerializable(typeof(SourceDescription))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(RecoveryPlanInfo))]
internal sealed partial class CatalogJson : JsonSerializerContext
{
    internal static string Write(IReadOnlyList<string> list) => JsonSerializer.Serialize([.. list], Default.ListString);

    internal static string Write(Dictionary<string, string> map) => JsonSerializer.Serialize(map, Default.DictionaryStringString);

    internal static Dictionary<string, string> ReadMap(string text) => JsonSerializer.Deserialize(text, Default.DictionaryStringString) ?? [];

    internal static IReadOnlyList<string> ReadList(string text) => JsonSerializer.Deserialize(text, Default.ListString) ?? [];
}
