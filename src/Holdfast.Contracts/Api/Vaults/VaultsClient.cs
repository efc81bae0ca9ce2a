namespace Holdfast.Contracts.Api.Vaults;

/// <summary>This server's keys and packs in its vault.</summary>
public sealed class VaultsClient
{
    private readonly ApiTransport api;

    internal VaultsClient(ApiTransport api) => this.api = api;

    public Task<VaultPackList> Packs(CancellationToken cancellation = default) => api.Get("vault/packs", VaultsJson.Default.VaultPackList, cancellation);

    public Task<RecoveryKitInfo> Kit(CancellationToken cancellation = default) => api.Get("vault/kit", VaultsJson.Default.RecoveryKitInfo, cancellation);

    public Task<Acknowledgement> ChangePassphrase(ChangePassphraseRequest request, CancellationToken cancellation = default) =>
        api.Post("vault/passphrase", request, VaultsJson.Default.ChangePassphraseRequest, VaultsJson.Default.Acknowledgement, cancellation);

    public Task<KeyRotationInfo> Rotate(RotateKeysRequest request, CancellationToken cancellation = default) =>
        api.Post("vault/rotate", request, VaultsJson.Default.RotateKeysRequest, VaultsJson.Default.KeyRotationInfo, cancellation);

    /// <summary>How fast this server sends, hour by hour of the week.</summary>
    public Task<VaultBandwidth> Bandwidth(CancellationToken cancellation = default) => api.Get("vault/bandwidth", VaultsJson.Default.VaultBandwidth, cancellation);

    /// <summary>Takes effect at once, also for what is being sent.</summary>
    public Task<VaultBandwidth> SetBandwidth(VaultBandwidth bandwidth, CancellationToken cancellation = default) =>
        api.Put("vault/bandwidth", bandwidth, VaultsJson.Default.VaultBandwidth, VaultsJson.Default.VaultBandwidth, cancellation);

    /// <summary>Lets the values of the settings hold again.</summary>
    public Task<VaultBandwidth> ResetBandwidth(CancellationToken cancellation = default) => api.Delete("vault/bandwidth", VaultsJson.Default.VaultBandwidth, cancellation);

    /// <summary>What this server deleted and the vault still has, a page at a time.</summary>
    /// <param name="after">As <see cref="RetiredItemList.Next"/> of the last page says.</param>
    public Task<RetiredItemList> Retired(string? after = null, CancellationToken cancellation = default) =>
        api.Get(new Query("vault/retired").Add("after", after).ToString(), VaultsJson.Default.RetiredItemList, cancellation);
}
