using System.Text.Json;

namespace Holdfast.Contracts.Api.Configuration;

/// <summary>The configuration of the server.</summary>
public sealed class ConfigurationClient
{
    private readonly ApiTransport api;

    internal ConfigurationClient(ApiTransport api) => this.api = api;

    /// <summary>Every key of settings.json with what holds now.</summary>
    public Task<SettingList> List(CancellationToken cancellation = default) => api.Get("configuration", ConfigurationJson.Default.SettingList, cancellation);

    /// <summary>Sets a key of settings.json.</summary>
    public Task<SettingChange> Set(string key, SetSettingRequest request, CancellationToken cancellation = default) =>
        api.Put(Route(key), request, ConfigurationJson.Default.SetSettingRequest, ConfigurationJson.Default.SettingChange, cancellation);

    /// <summary>Sets a key of settings.json; numbers, flags, and lists may be given as they would stand in the file.</summary>
    public Task<SettingChange> Set(string key, string value, CancellationToken cancellation = default) =>
        Set(key, new SetSettingRequest(JsonSerializer.SerializeToElement(value, ConfigurationJson.Default.String)), cancellation);

    /// <summary>Writes a secret to a file that only the server reads, and sets the key to it.</summary>
    public Task<SettingChange> SetSecret(string key, string secret, CancellationToken cancellation = default) => Set(key, new SetSettingRequest(Secret: secret), cancellation);

    /// <summary>Takes a key out of settings.json: its default holds again.</summary>
    public Task<SettingChange> Reset(string key, CancellationToken cancellation = default) => api.Delete(Route(key), ConfigurationJson.Default.SettingChange, cancellation);

    private static string Route(string key) => "configuration/" + Uri.EscapeDataString(key);
}
