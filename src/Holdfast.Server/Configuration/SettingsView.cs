using Holdfast.Contracts.Api.Configuration;

namespace Holdfast.Server.Configuration;

/// <summary>Settings as API and command line show them.</summary>
public static class SettingsView
{
    public static SettingList Show(Settings settings) => Show(settings, settings);

    /// <param name="running">What holds.</param>
    /// <param name="file">What the file says now.</param>
    internal static SettingList Show(Settings running, Settings file) => new([.. AllSettings.Keys.Select(key => Show(key, running, file))]);

    internal static SettingInfo Show(Setting key, Settings running, Settings file)
    {
        // Those of the way to the vault are read anew for each push.
        var holding = LiveKeys.All.Contains(key) ? file : running;
        return new SettingInfo(key.Name, holding.Shown(key), file.IsSet(key), key.Standard, key.Unit, key.Bounds, key.Meaning)
        {
            AfterRestart = holding.Shown(key) == file.Shown(key) ? null : file.Shown(key), IsSecret = SecretKeys.All.Contains(key),
        };
    }
}
