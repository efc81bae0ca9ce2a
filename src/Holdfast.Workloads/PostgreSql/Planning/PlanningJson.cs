using System.Text.Json.Serialization;

namespace Holdfast.Workloads.PostgreSql.Planning;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClusterState))]
internal sealed partial class PlanningJson : JsonSerializerContext;
