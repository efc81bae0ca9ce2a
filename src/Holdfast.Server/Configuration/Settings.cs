using System.Text.Json;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Configuration;

/// <summary>What DIR/settings.json says. docs/configuration.md.</summary>
public sealed class Settings
{
    /// <summary>In the data folder.</summary>
    public const string FileName = "settings.json";

    private readonly Dictionary<string, JsonElement> values;

    private Settings(Dictionary<string, JsonElement> values) => this.values = values;

    /// <summary>Nothing is set: every default holds.</summary>
    public static Settings Empty { get; } = new([]);

    public T Get<T>(Setting<T> setting) => values.TryGetValue(setting.Name, out var value) ? setting.Read(value) : setting.Default;

    public bool IsSet(Setting setting) => values.ContainsKey(setting.Name);

    /// <summary>The value as it holds, for people: a text without quotes, all else as the file has it.</summary>
    public string Shown(Setting setting) =>
        !values.TryGetValue(setting.Name, out var value) ? setting.Standard
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <exception cref="HoldfastException">Not JSON, an unknown key, or a value out of its bounds: all of them named at once.</exception>
    public static Settings Load(string path, IReadOnlyCollection<Setting> keys)
    {
        return Of(path, Read(path), keys);
    }

    /// <summary>The keys as they stand in the file, in its order, whether they are known or not; none where there is no file.</summary>
    /// <exception cref="HoldfastException">Not one JSON object.</exception>
    internal static Dictionary<string, JsonElement> Read(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw Wrong(path, "It must be one JSON object.");
            return document.RootElement.EnumerateObject().GroupBy(member => member.Name).ToDictionary(member => member.Key, member => member.Last().Value.Clone());
        }
        catch (JsonException error)
        {
            throw Wrong(path, error.Message);
        }
    }

    /// <summary>Checks keys and values.</summary>
    /// <exception cref="HoldfastException">An unknown key, or a value out of its bounds: all of them named at once.</exception>
    internal static Settings Of(string path, Dictionary<string, JsonElement> found, IReadOnlyCollection<Setting> keys)
    {
        var known = keys.ToDictionary(key => key.Name);
        var violations = found.Select(member => known.TryGetValue(member.Key, out var key) ? key.Violation(member.Value) : $"{member.Key} is no setting.").OfType<string>().ToList();
        return violations.Count == 0 ? new Settings(found) : throw Wrong(path, string.Join(" ", violations));
    }

    private static HoldfastException Wrong(string path, string violations) =>
        new(ErrorCode.BadRequest, $"'{path}': {violations}", "Correct the file (docs/configuration.md) or remove it.");
}
