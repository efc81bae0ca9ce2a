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
}
