using System.Text;

namespace Holdfast.Server.Configuration;

/// <summary>The table of all keys in docs/configuration.md, which is generated from the keys themselves.</summary>
public static class SettingsDocument
{
    /// <summary>Lines of Markdown, each ended by "\n".</summary>
    public static string Markdown(IEnumerable<Setting> keys)
    {
        var text = new StringBuilder("| key | default | unit | bounds | what |\n|---|---|---|---|---|\n");
        foreach (var key in keys)
            text.Append($"| `{key.Name}` | {Cell(key.Standard)} | {Cell(key.Unit)} | {Cell(key.Bounds)} | {Cell(key.Meaning)} |\n");
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
