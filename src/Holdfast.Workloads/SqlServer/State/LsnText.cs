using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Workloads.SqlServer.State;

/// <summary>LSNs as the decimal text of msdb.</summary>
internal sealed class LsnText : JsonConverter<Lsn>
{
    public override Lsn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Lsn.TryParse(reader.GetString(), out var lsn) ? lsn : throw new JsonException("no LSN");

    public override void Write(Utf8JsonWriter writer, Lsn value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
