using Holdfast.Server.Alerts;
using Holdfast.Server.Engine;
using Holdfast.Server.Notifications;

namespace Holdfast.Server.Configuration;

/// <summary>Every key of settings.json; each part of the server declares its own.</summary>
public static class AllSettings
{
    public static IReadOnlyList<Setting> Keys { get; } =
    [
        .. EngineSettingKeys.All,
        .. AlertSettings.All,
        .. NotificationSettings.All,
    ];
}
