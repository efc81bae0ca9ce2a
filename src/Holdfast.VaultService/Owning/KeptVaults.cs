using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;

namespace Holdfast.VaultService.Owning;

/// <summary>The vaults of a data folder, for upkeep.</summary>
internal sealed class KeptVaults(ServiceRecords records) : IKeptVaults
{
    public IBlobStore StorageOf(VaultRow vault) => records.Storage.Open(vault);

    public IReadOnlyList<string> ServersOf(VaultRow vault) => [.. records.Servers.Of(vault.Id).Select(server => server.Id)];
}
