using System.Globalization;
using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>A whole number.</summary>
public sealed class WholeSetting(string name, int? initial, int least, int most, string unit, string meaning, string? standard = null)
    : Setting<int?>(name, unit, $"{Text(least)}–{Text(most)}", initial, standard ?? (initial is { } value ? Text(value) : "none"), meaning)
{
    public override string? Violation(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? null : $"{Name} must be a whole number from {Text(least)} to {Text(most)}.";

    public override int? Read(JsonElement value) => value.GetInt32();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
