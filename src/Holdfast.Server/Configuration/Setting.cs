using System.Text.Json;

namespace Holdfast.Server.Configuration;

/// <summary>One key of settings.json with all that a person has to know of it.</summary>
/// <param name="name">As it stands in the file, camelCase.</param>
/// <param name="unit">Such as "hours"; "–" where there is none.</param>
/// <param name="bounds">What is allowed, in words or as a range.</param>
/// <param name="standard">The default in words, as the documentation shows it.</param>
/// <param name="meaning">One phrase for docs/configuration.md.</param>
public abstract class Setting(string name, string unit, string bounds, string standard, string meaning)
{
    public string Name => name;

    public string Unit => unit;

    public string Bounds => bounds;

    public string Standard => standard;

    public string Meaning => meaning;

    /// <summary>Null where the value is acceptable, otherwise what is wrong, beginning with the key's name.</summary>
    public abstract string? Violation(JsonElement value);
}
