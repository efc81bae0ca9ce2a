using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Display;

/// <summary>Objects as JSON. In documents of the command line names are in camelCase, and everything that has an id has it as `id`; ConvertTo-Json keeps names as they are.</summary>
internal sealed class ObjectJson
{
    internal const int UsualDepth = 3;
    private const string Id = "id";

    private readonly Utf8JsonWriter writer;
    private readonly bool isDocument;

    private ObjectJson(Utf8JsonWriter writer, bool isDocument) => (this.writer, this.isDocument) = (writer, isDocument);

    /// <summary>What ConvertTo-Json gives out.</summary>
    internal static string Text(object? value, bool indented, int depth)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            new ObjectJson(writer, isDocument: false).Write(value, depth);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>One document: an object with one array, named after what it holds; a truth value, a number, or a text alone under the name itself.</summary>
    /// <param name="noun">In camelCase, such as protectionGroup; null: it is what several commands gave out, an array in any case.</param>
    internal static void WriteDocument(Utf8JsonWriter writer, string? noun, IReadOnlyList<object?> values)
    {
        var json = new ObjectJson(writer, isDocument: true);
        writer.WriteStartObject();
        if (noun is not null && values is [bool or string or int or long or double])
        {
            writer.WritePropertyName(noun);
            json.Write(values[0], UsualDepth);
        }
        else
        {
            writer.WritePropertyName(noun is null ? "output" : Plural(noun));
            json.WriteArray(values, UsualDepth);
        }
        writer.WriteEndObject();
    }

    private void Write(object? value, int depth)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case SwitchParameter given: writer.WriteBooleanValue(given.IsPresent); break;
            case byte or short or int or long: writer.WriteNumberValue(Convert.ToInt64(value, null)); break;
            case float or double when double.IsFinite(Convert.ToDouble(value, null)): writer.WriteNumberValue(Convert.ToDouble(value, null)); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case DateTime time: writer.WriteStringValue(UtcTimeConverter.Format(new DateTimeOffset(time))); break;
            case DateTimeOffset time: writer.WriteStringValue(UtcTimeConverter.Format(time)); break;
            case TimeSpan span: writer.WriteNumberValue((long)span.TotalMilliseconds); break;
            case FormattedObjects formatted: WriteArray(formatted.Objects, depth); break;
            case IEnumerable many: WriteArray(many, depth); break;
            case Enum or IFormattable or Uri: writer.WriteStringValue(value.ToString()); break;
            default: WriteObject(value, depth); break;
        }
    }

    private void WriteArray(IEnumerable many, int depth)
    {
        writer.WriteStartArray();
        foreach (var one in many) Write(one, depth);
        writer.WriteEndArray();
    }

    private void WriteObject(object value, int depth)
    {
        if (depth <= 0)
        {
            writer.WriteStringValue(value.ToString());
            return;
        }
        var names = ObjectProperties.NamesOf(value);
        writer.WriteStartObject();
        if (isDocument && !names.Contains(Id, StringComparer.OrdinalIgnoreCase) && names.FirstOrDefault(name => IsOwnId(name, value.GetType().Name)) is { } own)
        {
            writer.WritePropertyName(Id);
            Write(ObjectProperties.Member(value, own), depth - 1);
        }
        foreach (var name in names)
        {
            writer.WritePropertyName(isDocument ? JsonNamingPolicy.CamelCase.ConvertName(name) : name);
            Write(ObjectProperties.Member(value, name), depth - 1);
        }
        writer.WriteEndObject();
    }

    /// <summary>JobId of a DpmJob, ProtectionGroupId of a ProtectionGroup.</summary>
    private static bool IsOwnId(string name, string type) => name.EndsWith("Id", StringComparison.Ordinal) && name.Length > 2 && type.EndsWith(name[..^2], StringComparison.Ordinal);

    private static string Plural(string noun) => noun switch
    {
        _ when noun.EndsWith('s') => noun,
        _ when noun.EndsWith('y') && !"aeiou".Contains(noun[^2], StringComparison.Ordinal) => noun[..^1] + "ies",
        _ => noun + "s",
    };
}
