using Holdfast.Store.Blobs;

namespace Holdfast.Store.Tests.Blobs;

public sealed class PrefixedBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FolderBlobStore inner;

    public PrefixedBlobStoreTests()
    {
        inner = new FolderBlobStore(folder["blobs"]);
        inner.Create("other/x", [1]);
        Store = new PrefixedBlobStore(inner, "servers/one/");
    }

    protected override IBlobStore Store { get; }

    [Fact]
    public void Create_LiesBeneathThePrefix()
    {
        Store.Create("a/b", [1]);
        Assert.Equal(["other/x", "servers/one/a/b"], inner.List("").Select(blob => blob.Name));
    }

    public void Dispose()
    {
        inner.Dispose();
        folder.Dispose();
    }
}
