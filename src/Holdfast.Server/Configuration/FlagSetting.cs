using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>true or false.</summary>
public sealed class FlagSetting(string name, bool initial, string meaning) : Setting<bool>(name, "–", "true, false", initial, initial ? "true" : "false", meaning)
{
    public override string? Violation(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{Name} must be true or false.";

    public override bool Read(JsonElement value) => value.GetBoolean();
}
