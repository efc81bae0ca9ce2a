namespace Holdfast.Contracts.Api.Configuration;

/// <summary>The configuration of the server.</summary>
public sealed class ConfigurationClient
{
    private readonly ApiTransport api;

    internal ConfigurationClient(ApiTransport api) => this.api = api;

    /// <summary>Every key of settings.json with what holds now.</summary>
    public Task<SettingList> List(CancellationToken cancellation = default) => api.Get("configuration", ConfigurationJson.Default.SettingList, cancellation);
}
