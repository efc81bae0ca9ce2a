using Holdfast.Server.Configuration;

namespace Holdfast.Server.Applications;

/// <summary>The applications' keys of settings.json.</summary>
public static class ApplicationSettings
{
    public static WholeSetting LogLagMinutes { get; } = new("logLagMinutes", 15, 1, 1440, "minutes", "without an application's log being followed before an alert is raised");

    public static IReadOnlyList<Setting> Keys { get; } = [LogLagMinutes];
}
