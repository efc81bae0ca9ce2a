using System.Text.Json.Serialization;

namespace Holdfast.Workloads.PostgreSql.Log;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SlotMemory))]
internal sealed partial class LogJson : JsonSerializerContext;
