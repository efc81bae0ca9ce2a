using System.Collections.Frozen;
using Holdfast.Protection.Alerts;
using Holdfast.Server.Alerts.Guides;

namespace Holdfast.Server.Alerts;

/// <summary>Cause, action, and command line of every type of alert.</summary>
public static class AlertGuides
{
    private static readonly FrozenDictionary<AlertType, AlertGuide> guides =
        new[] { AgentAlertGuides.All, ProtectionAlertGuides.All, RecoveryAlertGuides.All, StorageAlertGuides.All, OnlineAlertGuides.All, ServerAlertGuides.All }
            .SelectMany(area => area).ToFrozenDictionary(entry => entry.Type, entry => entry.Guide);

    public static AlertGuide Of(AlertType type) => guides[type];

    /// <summary>The command line with the alert's own id and subject in it, quoted for a shell where they need it.</summary>
    internal static string Command(AlertType type, string id, string subject) => string.Join(' ', Of(type).Command.Split(' ').Select(word => word switch
    {
        "SUBJECT" => Quoted(subject),
        "ID" => id,
        _ => word,
    }));

    // Subjects come from agents and paths as well: what is pasted into a shell must stay one word.
    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':') && text[0] != '-'
            ? text : "'" + string.Concat(text.Where(c => !char.IsControl(c))).Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
