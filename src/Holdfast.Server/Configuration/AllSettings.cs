using Holdfast.Server.Catalog;
using Holdfast.Server.CloudPolicy;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Configuration;

/// <summary>Every key of settings.json; each part of the server declares its own.</summary>
public static class AllSettings
{
    public static IReadOnlyList<Setting> Keys { get; } =
    [
        .. EngineSettingKeys.All,
        .. CloudPolicySettings.All, .. ProxySettings.All,
        .. JobSettings.All,
        .. CatalogSettings.All,
    ];
}
