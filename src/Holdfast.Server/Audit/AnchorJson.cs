using System.Text.Json.Serialization;
using Holdfast.Contracts.Api;

namespace Holdfast.Server.Audit;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AnchorRecord))]
internal sealed partial class AnchorJson : JsonSerializerContext;
