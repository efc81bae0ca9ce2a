using Holdfast.Contracts.Api.Configuration;

namespace Holdfast.Server.Configuration;

/// <summary>Settings as API and command line show them.</summary>
public static class SettingsView
{
    public static SettingList Show(Settings settings) => new(
        [.. AllSettings.Keys.Select(key => new SettingInfo(key.Name, settings.Shown(key), settings.IsSet(key), key.Standard, key.Unit, key.Bounds, key.Meaning))]);
}
