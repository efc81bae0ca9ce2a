using Holdfast.Server.Accounts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Applications;
using Holdfast.Server.Catalog;
using Holdfast.Server.CloudPolicy;
using Holdfast.Server.Engine;
using Holdfast.Server.Exports;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.Notifications;
using Holdfast.Server.Setup;
using Holdfast.Server.Telemetry;

namespace Holdfast.Server.Configuration;

/// <summary>Every key of settings.json; each part of the server declares its own.</summary>
public static class AllSettings
{
    public static IReadOnlyList<Setting> Keys { get; } =
    [
        .. EngineSettingKeys.All,
        .. AlertSettings.All,
        .. NotificationSettings.All,
        .. TelemetrySettings.All,
        .. CloudPolicySettings.All, .. ProxySettings.All,
        .. JobSettings.All,
        .. RemoteJobSettings.Keys,
        .. AgentSettings.Keys,
        .. AccountSettings.Keys,
        .. CatalogSettings.All,
        .. DirectorySettings.Keys,
        .. RemoteSettings.Keys,
        .. SetupSettings.Keys,
        .. ObjectEndpointSettings.Keys,
        .. ApplicationSettings.Keys,
        .. ExportSettings.Keys,
    ];
}
