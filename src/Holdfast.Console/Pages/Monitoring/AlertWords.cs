using System.Text;
using Holdfast.Console.Text;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>Alerts in words.</summary>
internal static class AlertWords
{
    internal static readonly string[] Severities = ["critical", "warning", "informational"];

    /// <summary>Kind of mark, see StateMark.</summary>
    internal static string Kind(string severity) => severity switch { "critical" => "danger", "warning" => "warning", _ => "quiet" };

    /// <summary>Name of its icon.</summary>
    internal static string Icon(string severity) => severity switch { "critical" => "error", "warning" => "warning", _ => "info" };

    internal static string Severity(string severity, Texts texts) => severity switch
    {
        "critical" => texts["Critical"],
        "warning" => texts["Warning"],
        "informational" => texts["Information"],
        _ => severity,
    };

    /// <summary>A type such as diskMissing as words: "Disk missing".</summary>
    internal static string Type(string type)
    {
        var words = new StringBuilder(type.Length + 8);
        foreach (var letter in type)
        {
            if (words.Length == 0) words.Append(char.ToUpperInvariant(letter));
            else if (char.IsAsciiLetterUpper(letter)) words.Append(' ').Append(char.ToLowerInvariant(letter));
            else words.Append(letter);
        }
        return words.ToString();
    }
}
