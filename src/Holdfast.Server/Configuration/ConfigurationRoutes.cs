using Holdfast.Contracts.Api.Configuration;
using Holdfast.Server.Accounts;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Configuration;

/// <summary>GET configuration, PUT and DELETE configuration/{key}. Settings hold no secrets, only the paths of files that do; these files are written here and never read.</summary>
internal sealed class ConfigurationRoutes(SettingsEditor editor, FreshFactor fresh)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("configuration", ConfigurationJson.Default.SettingList, _ => editor.List());
        routes.Put("configuration/{key}", ConfigurationJson.Default.SetSettingRequest, ConfigurationJson.Default.SettingChange, (request, call) => editor.Set(Key(call), request));
        routes.Delete("configuration/{key}", ConfigurationJson.Default.SettingChange, call => editor.Reset(Key(call)));
    }

    private string Key(ApiCall call)
    {
        var key = SettingsEditor.Find(call.Route("key"));
        // The value is left out: a slip of the pen must not put a secret into the log.
        call.Subject = key.Name;
        if (GuardedKeys.All.Contains(key)) fresh.Require(call);
        return key.Name;
    }
}
