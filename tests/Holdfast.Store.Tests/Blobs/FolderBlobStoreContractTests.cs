using Holdfast.Store.Blobs;

namespace Holdfast.Store.Tests.Blobs;

public sealed class FolderBlobStoreContractTests : BlobStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FolderBlobStore store;

    public FolderBlobStoreContractTests() => store = new FolderBlobStore(folder["blobs"]);

    protected override IBlobStore Store => store;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }
}
