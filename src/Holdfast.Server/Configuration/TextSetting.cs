using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>A text, checked by a rule that answers null or what is wrong ("must be …").</summary>
public sealed class TextSetting(string name, string? initial, string bounds, string meaning, Func<string, string?>? rule = null, int longest = 1024)
    : Setting<string?>(name, "–", bounds, initial, initial ?? "none", meaning)
{
    public override string? Violation(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return $"{Name} must be a text.";
        var text = value.GetString()!;
        if (text.Length > longest) return $"{Name} must not be longer than {longest} characters.";
        return Check(text);
    }

    /// <summary>What the rule says against a text, null where it says nothing.</summary>
    internal string? Check(string text) => rule?.Invoke(text) is { } violation ? $"{Name} {violation}" : null;

    public override string? Read(JsonElement value) => value.GetString();
}
