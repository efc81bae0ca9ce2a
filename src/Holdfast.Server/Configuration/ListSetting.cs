using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>A list of texts, each checked by a rule that answers null or what is wrong ("must hold …").</summary>
public sealed class ListSetting(string name, IReadOnlyList<string> initial, string bounds, string standard, string meaning, Func<string, string?>? rule = null)
    : Setting<IReadOnlyList<string>>(name, "–", bounds, initial, standard, meaning)
{
    private const int Longest = 1000;

    public override string? Violation(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > Longest) return $"{Name} must be a list of at most {Longest} texts.";
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String) return $"{Name} must be a list of texts.";
            if (rule?.Invoke(element.GetString()!) is { } violation) return $"{Name} {violation}";
        }
        return null;
    }

    public override IReadOnlyList<string> Read(JsonElement value) => [.. value.EnumerateArray().Select(element => element.GetString()!)];
}
