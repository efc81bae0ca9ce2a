using Holdfast.Contracts.Api.Configuration;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Configuration;

/// <summary>GET configuration. Settings hold no secrets, only the paths of files that do.</summary>
internal sealed class ConfigurationRoutes(Settings settings)
{
    internal void Map(ApiRouter routes) => routes.Get("configuration", ConfigurationJson.Default.SettingList, _ => SettingsView.Show(settings));
}
