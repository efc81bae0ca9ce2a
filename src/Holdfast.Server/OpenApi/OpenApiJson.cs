using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Holdfast.Server.OpenApi;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class OpenApiJson : JsonSerializerContext;
