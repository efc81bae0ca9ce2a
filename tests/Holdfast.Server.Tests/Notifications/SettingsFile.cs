using System.Text.Json;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Tests.Notifications;

/// <summary>Settings and secrets in a temporary folder.</summary>
internal sealed class SettingsFile : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-settings-").FullName;

    public string Folder => folder;

    public Settings Of(params (string Key, object Value)[] values) => Settings.Load(Write(Path.Combine(folder, Settings.FileName), values), AllSettings.Keys);

    public static string Write(string path, params (string Key, object Value)[] values)
    {
        File.WriteAllText(path, JsonSerializer.Serialize(values.ToDictionary(entry => entry.Key, entry => entry.Value)));
        return path;
    }

    public string Secret(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
