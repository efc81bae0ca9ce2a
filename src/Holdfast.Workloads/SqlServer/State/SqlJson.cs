using System.Text.Json.Serialization;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.State;

/// <summary>JSON of a point's state and of what waits beside a kept log.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, MaxDepth = 8, RespectNullableAnnotations = true,
    Converters = [typeof(LsnText)])]
[JsonSerializable(typeof(SqlState))]
[JsonSerializable(typeof(BackupSet))]
internal sealed partial class SqlJson : JsonSerializerContext;
