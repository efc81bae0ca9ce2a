using System.Text;
using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts;

/// <summary>The table of all types of alerts in docs/monitoring.md, which is generated from the code.</summary>
public static class AlertDocument
{
    /// <summary>Lines of Markdown, each ended by "\n".</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| type | severity | what | cause | what to do | command | ends by itself |\n|---|---|---|---|---|---|---|\n");
        foreach (var type in AlertTypes.All)
        {
            var (kind, guide) = (AlertTypes.Of(type), AlertGuides.Of(type));
            text.Append($"| `{AlertNames.Of(type)}` | {AlertNames.Of(kind.Severity)} | {kind.Title} | {guide.Cause} | {guide.Action} | `{guide.Command}` | {(kind.ResolvesItself ? "yes" : "no")} |\n");
        }
        return text.ToString();
    }
}
