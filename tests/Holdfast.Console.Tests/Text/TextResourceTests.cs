using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Console.Text;

namespace Holdfast.Console.Tests.Text;

/// <summary>
/// What the pages say stands in the resources, in every language. With HOLDFAST_WRITE_TEXTS=1 the English resource gets what it lacks and loses what nobody says (eng/texts.sh).
/// </summary>
public sealed partial class TextResourceTests
{
    private static readonly string console = Path.Combine(SourceRoot(), "src", "Holdfast.Console");

    private static readonly JsonSerializerOptions json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void English_EveryTextOfThePages_IsThere()
    {
        var said = Said();
        Assert.True(said.Count > 100, "The pages say next to nothing: the texts were not found.");
        if (Environment.GetEnvironmentVariable("HOLDFAST_WRITE_TEXTS") == "1") Write(said);
        Assert.DoesNotContain(said, text => !Resource("en").ContainsKey(text));
    }

    [Fact]
    public void OtherLanguages_EveryEnglishText_IsTranslated()
    {
        foreach (var language in Texts.Languages.Skip(1)) Assert.DoesNotContain(Resource("en").Keys, text => !Resource(language).ContainsKey(text));
    }

    [Fact]
    public void Translations_PlacesOfValues_AreThoseOfTheEnglish()
    {
        foreach (var language in Texts.Languages)
            foreach (var (text, words) in Resource(language))
                Assert.True(Places(text).SetEquals(Places(words)), $"{language}: '{text}' and '{words}' have different places for values.");
    }

    [Fact]
    public void Texts_UnknownLanguage_SpeakEnglish()
    {
        var texts = new Texts();
        texts.Choose(["xx-YY", "tlh"]);
        Assert.Equal("en", texts.Language);
        texts.Choose(["xx", "de-AT;q=0.8"]);
        Assert.Equal("de", texts.Language);
        Assert.Equal("something that nobody says", texts["something that nobody says"]);
    }

    private static HashSet<string> Places(string text) => [.. PlacePattern().Matches(text).Select(match => match.Value)];

    // Literals in T["…"] and texts["…"], and all of lines that say so at their end: // texts
    private static SortedSet<string> Said()
    {
        var said = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(console, "*.*", SearchOption.AllDirectories).Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            if (file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal)) continue;
            var source = File.ReadAllText(file);
            foreach (Match use in UsePattern().Matches(source))
                foreach (Match literal in LiteralPattern().Matches(Argument(source, use.Index + use.Length))) said.Add(Regex.Unescape(literal.Groups[1].Value));
            foreach (var line in source.Split('\n').Where(line => line.TrimEnd().EndsWith("// texts", StringComparison.Ordinal)))
                foreach (Match literal in LiteralPattern().Matches(line)) said.Add(Regex.Unescape(literal.Groups[1].Value));
        }
        return said;
    }

    // Up to the comma or bracket that ends the first argument; conditional expressions and switches may name several texts.
    private static string Argument(string source, int start)
    {
        var (depth, inText) = (0, false);
        for (var at = start; at < source.Length; at++)
        {
            if (source[at] == '"' && source[at - 1] != '\\') inText = !inText;
            if (inText) continue;
            if (source[at] is '(' or '[' or '{') depth++;
            else if (source[at] is ')' or ']' or '}' && depth-- == 0) return source[start..at];
            else if (source[at] == ',' && depth == 0) return source[start..at];
        }
        return "";
    }

    private static void Write(SortedSet<string> said)
    {
        var known = Resource("en");
        var file = Path.Combine(console, "Text", "en.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new SortedDictionary<string, string>(said.ToDictionary(text => text, text => known.GetValueOrDefault(text, text)), StringComparer.Ordinal), json) + "\n");
    }

    private static Dictionary<string, string> Resource(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(console, "Text", language + ".json")))!;

    private static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie below the sources.");
        return folder.FullName;
    }

    [GeneratedRegex(@"\b(?:T|texts|Texts|words)\[")]
    private static partial Regex UsePattern();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex LiteralPattern();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex PlacePattern();
}
