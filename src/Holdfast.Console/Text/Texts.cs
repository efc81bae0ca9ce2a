using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Holdfast.Console.Text;

/// <summary>
/// What the pages say, in the language of this circuit. A text is named by its English words; the English resource may word it otherwise, and other languages translate it.
/// </summary>
public sealed class Texts
{
    /// <summary>Languages that there are texts in, by their tags.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "de"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> resources = Languages.ToFrozenDictionary(language => language, Load);

    /// <summary>Tag of the language.</summary>
    public string Language { get; private set; } = Languages[0];

    /// <summary>The text, or the English words where it has not been translated.</summary>
    public string this[string words] =>
        resources[Language].TryGetValue(words, out var text) || resources[Languages[0]].TryGetValue(words, out text) ? text : words;

    /// <summary>The text with values in the places {0}, {1}, …</summary>
    public string this[string words, params object?[] values] => string.Format(CultureInfo.InvariantCulture, this[words], values);

    /// <summary>Chooses the first of the wanted languages that there is; English where there is none.</summary>
    /// <param name="wanted">Tags such as de-AT, best first.</param>
    public void Choose(IEnumerable<string> wanted) =>
        Language = wanted.Select(tag => tag.Split('-', ';')[0].Trim().ToLowerInvariant()).FirstOrDefault(resources.ContainsKey) ?? Languages[0];

    /// <summary>All texts of a language by their English words.</summary>
    internal static IReadOnlyDictionary<string, string> All(string language) => resources[language];

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"text/{language}.json")
            ?? throw new InvalidOperationException($"There are no texts in {language}.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
    }
}
