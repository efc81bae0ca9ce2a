using Holdfast.Store.Blobs;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Blobs;

public sealed class InMemoryBlobStoreTests : BlobStoreContract
{
    private readonly InMemoryBlobStore store = new();

    protected override IBlobStore Store => store;

    [Fact]
    public void FailAfter_OnCommit_TookEffect()
    {
        store.Faults.Next(BlobFault.FailAfter);
        AssertFault(StorageFault.Unavailable, () => store.Create("x", [1]));
        Assert.Equal([1], ReadAll("x"));
        Assert.Equal(1, store.Faults.Hits(BlobFault.FailAfter));
    }

    [Fact]
    public void Capacity_Reached_IsFull()
    {
        store.Capacity = 10;
        store.Create("x", new byte[8]);
        AssertFault(StorageFault.PoolFull, () => store.Create("y", new byte[3]));
        Assert.Equal(["x"], store.List("").Select(blob => blob.Name));
    }

    [Fact]
    public void ListingLag_HidesWhatIsNew()
    {
        store.ListingLag = 3;
        store.Create("x", [1]);
        Assert.Empty(store.List(""));
        Assert.Equal(1, store.GetLength("x"));
        Assert.Single(store.List(""));
        Assert.Equal(1, store.Faults.Hits(BlobFault.ListingLags));
    }

    [Fact]
    public void LosePower_DropsWriters()
    {
        var writer = store.BeginCreate("x", 1);
        writer.WriteAt(0, [1]);
        store.LosePower();
        AssertFault(StorageFault.WriteFailed, () => writer.Commit(1));
        Assert.Empty(store.List(""));
    }

    [Fact]
    public void Faults_OfOneSeed_AreTheSame()
    {
        Assert.Equal(Pattern(7), Pattern(7));
        Assert.NotEqual(Pattern(7), Pattern(8));
    }

    [Fact]
    public void Damage_IsOneBit()
    {
        store.Create("x", [0, 0, 0]);
        store.Damage("x", 9);
        Assert.Equal([0, 2, 0], ReadAll("x"));
        store.Faults.Next(BlobFault.WrongBit);
        Assert.NotEqual([0, 2, 0], ReadAll("x"));
        Assert.Equal([0, 2, 0], ReadAll("x"));
    }

    private static string Pattern(int seed)
    {
        var store = new InMemoryBlobStore(seed);
        store.Create("x", [1]);
        store.Faults.Set(BlobFault.ReadFails, 0.5);
        return string.Concat(Enumerable.Range(0, 40).Select(_ =>
        {
            try
            {
                store.Read("x", 0, new byte[1]);
                return '.';
            }
            catch (StorageException)
            {
                return 'x';
            }
        }));
    }
}
