using Holdfast.Store.Blobs;
using Holdfast.Store.Tests.Blobs;
using Holdfast.Testing.Azure;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

public sealed class AzureBlobStoreContractTests : BlobStoreContract, IDisposable
{
    private readonly AzureAccount account;

    public AzureBlobStoreContractTests(AzuriteServer azurite)
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        var place = new AzurePlace(azurite.NewContainerName(), "servers/one/");
        account = AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = azurite.ConnectionStringFile }, AzureTest.Network());
        account.EnsureContainer(place.Container);
        Store = account.OpenStore(place);
    }

    protected override IBlobStore Store { get; }

    public void Dispose() => account.Dispose();
}
