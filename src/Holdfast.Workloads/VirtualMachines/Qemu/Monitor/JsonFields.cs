using System.Text.Json;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>Fields of what QEMU answers: what is missing, or of another kind than it should be, is as if it was not there.</summary>
internal static class JsonFields
{
    /// <exception cref="QemuException">It is no text: half a surrogate pair.</exception>
    public static string? Text(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.String } value ? Text(value) : null;

    /// <summary>The text that a string is.</summary>
    /// <exception cref="QemuException">It is none.</exception>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException error)
        {
            throw new QemuException("", "QEMU sends text that is none.", error);
        }
    }

    public static long? Number(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static bool Flag(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.True };

    public static JsonElement? Field(this JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) => element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
