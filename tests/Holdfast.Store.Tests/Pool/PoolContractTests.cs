using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;
using Holdfast.Store.Pool;
using Holdfast.Store.Tests.Blobs;

namespace Holdfast.Store.Tests.Pool;

/// <summary>The pool keeps the contract of a blob store, for packs and for mirrored blobs.</summary>
public abstract class PoolContract : BlobStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PoolDisks pool;

    protected PoolContract(int disks) =>
        pool = PoolDisks.Create(new RepositoryId(1), [.. Enumerable.Range(1, disks).Select(i => folder[$"disk{i}"])], new FakeDisks().Options);

    protected override IBlobStore Store => pool;

    public void Dispose()
    {
        pool.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class PacksOnOneDiskTests() : PoolContract(1)
{
    protected override string Folder => "packs/";
}

public sealed class PacksOnThreeDisksTests() : PoolContract(3)
{
    protected override string Folder => "packs/";
}

public sealed class MirroredOnOneDiskTests() : PoolContract(1);

public sealed class MirroredOnThreeDisksTests() : PoolContract(3)
{
    protected override string Folder => "points/";
}
