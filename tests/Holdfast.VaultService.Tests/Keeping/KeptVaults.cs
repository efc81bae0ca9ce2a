using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;

namespace Holdfast.VaultService.Tests.Keeping;

internal sealed class KeptVaults(IBlobStore storage, params string[] servers) : IKeptVaults
{
    public IBlobStore StorageOf(VaultRow vault) => storage;

    public IReadOnlyList<string> ServersOf(VaultRow vault) => servers;
}
