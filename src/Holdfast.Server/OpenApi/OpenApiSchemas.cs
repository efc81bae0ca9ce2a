using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Server.OpenApi;

/// <summary>The schemas of what is sent, from the same generated code that reads and writes it.</summary>
internal sealed class OpenApiSchemas
{
    private const string Folder = "#/components/schemas/";

    private static readonly JsonSchemaExporterOptions options = new()
    {
        TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, schema) => IsTime(context.TypeInfo.Type) ? Time(context.TypeInfo.Type) : schema,
    };

    private readonly Dictionary<Type, string> names = [];

    /// <summary>By name, as far as they have been asked for.</summary>
    internal JsonObject Components { get; } = [];

    /// <summary>A reference to the schema of a type.</summary>
    internal JsonObject Reference(JsonTypeInfo type) => new() { ["$ref"] = Folder + NameOf(type) };

    private string NameOf(JsonTypeInfo type)
    {
        if (names.TryGetValue(type.Type, out var known)) return known;
        var name = Components.ContainsKey(type.Type.Name) ? type.Type.FullName!.Replace('.', '_') : type.Type.Name;
        names[type.Type] = name;
        var schema = JsonSchemaExporter.GetJsonSchemaAsNode(type, options);
        Rebase(schema, Folder + name);
        Components[name] = schema;
        return name;
    }

    // A type that holds itself refers to the schema's own root, which lies deeper here.
    private static void Rebase(JsonNode? node, string root)
    {
        switch (node)
        {
            case JsonObject members:
                if (members["$ref"] is JsonValue reference && reference.GetValue<string>() is ['#', .. var rest]) members["$ref"] = root + rest;
                foreach (var member in members.ToList()) Rebase(member.Value, root);
                break;
            case JsonArray elements:
                foreach (var element in elements) Rebase(element, root);
                break;
        }
    }

    private static bool IsTime(Type type) => type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?);

    private static JsonObject Time(Type type) => new()
    {
        ["type"] = type == typeof(DateTimeOffset) ? "string" : new JsonArray("string", "null"), ["format"] = "date-time",
    };
}
