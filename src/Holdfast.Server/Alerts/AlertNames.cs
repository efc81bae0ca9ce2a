using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts;

/// <summary>Between types and severities and the words of API and catalog.</summary>
internal static class AlertNames
{
    internal static readonly string[] Severities = [AlertBoard.Critical, AlertBoard.Warning, AlertBoard.Informational];

    internal static string Of(AlertType type) => Camel(type.ToString());

    internal static string Of(AlertSeverity severity) => Camel(severity.ToString());

    internal static bool IsType(string name) => AlertTypes.All.Any(type => Of(type) == name);

    /// <summary>0 for informational to 2 for critical.</summary>
    internal static int Rank(string severity) => Severities.Length - 1 - Array.IndexOf(Severities, severity);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
