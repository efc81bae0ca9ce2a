using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>One of a few words.</summary>
public sealed class ChoiceSetting(string name, string initial, IReadOnlyList<string> choices, string meaning)
    : Setting<string>(name, "–", string.Join(", ", choices), initial, initial, meaning)
{
    public override string? Violation(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && choices.Contains(value.GetString()!) ? null : $"{Name} must be one of: {string.Join(", ", choices)}.";

    public override string Read(JsonElement value) => value.GetString()!;
}
