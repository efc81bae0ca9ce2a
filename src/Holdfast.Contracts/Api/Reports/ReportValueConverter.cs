using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Reports;

/// <summary>A cell as a JSON text, number, or null.</summary>
public sealed class ReportValueConverter : JsonConverter<ReportValue>
{
    public override bool HandleNull => true;

    public override ReportValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String => ReportValue.Of(reader.GetString()),
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => ReportValue.Of(number),
        _ => throw new JsonException("A text, a number, or null was expected."),
    };

    public override void Write(Utf8JsonWriter writer, ReportValue value, JsonSerializerOptions options)
    {
        if (value.Number is { } number) writer.WriteNumberValue(number);
        else writer.WriteStringValue(value.Text);
    }
}
