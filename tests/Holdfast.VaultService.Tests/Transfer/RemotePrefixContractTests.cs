using Holdfast.Store.Blobs;
using Holdfast.Store.Tests.Blobs;
using Holdfast.Testing.Blobs;
using Holdfast.Vault.Remote;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>The contract of stores, over HTTPS on loopback.</summary>
public sealed class RemotePrefixContractTests : BlobStoreContract, IAsyncDisposable
{
    private readonly TransferHost host;
    private readonly RemoteVault vault;

    public RemotePrefixContractTests()
    {
        var store = new InMemoryBlobStore();
        host = new TransferHost(new StoreVaults(store));
        vault = host.Connect();
    }

    protected override IBlobStore Store => vault.Prefix;

    public async ValueTask DisposeAsync()
    {
        vault.Dispose();
        await host.DisposeAsync();
    }
}
