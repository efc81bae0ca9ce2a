using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;

namespace Holdfast.Store.Tests.Writing;

/// <summary>How many packs a session commits to its store at the same time.</summary>
public sealed class PacksAtOnceTests
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    /// <summary>Each commit waits until three others are under way: one alone would wait in vain.</summary>
    [Fact]
    public void Commit_SeveralPacksAtOnce_AreUnderWayTogether()
    {
        using var repository = new TestRepository(packTarget: 32 << 10, packsAtOnce: 4);
        using var together = new Barrier(4);
        var met = 0;
        repository.Blobs.Latency = (operation, name) =>
        {
            if (operation != "commit" || !name.StartsWith(BlobNames.Packs, StringComparison.Ordinal) || Volatile.Read(ref met) > 0) return;
            Assert.True(together.SignalAndWait(patience), "Four packs were to be committed at the same time.");
            Interlocked.Increment(ref met);
        };
        var files = Contents.Random(1, 60, 6000);
        var point = repository.BackUp(files);
        Assert.True(met >= 4);
        repository.Blobs.Latency = null;
        repository.Reopen(forgetIndex: true);
        Contents.AssertSame(files, repository.Restore(point));
        Assert.Empty(repository.Verify().Damages);
    }

    [Fact]
    public void Commit_OnePackAtOnce_IsNeverTwo()
    {
        using var repository = new TestRepository(packTarget: 32 << 10);
        var (underWay, most) = (0, 0);
        repository.Blobs.Latency = (operation, name) =>
        {
            if (operation != "commit" || !name.StartsWith(BlobNames.Packs, StringComparison.Ordinal)) return;
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            Thread.Yield();
            Interlocked.Decrement(ref underWay);
        };
        repository.BackUp(Contents.Random(1, 60, 6000));
        Assert.Equal(1, most);
    }

    /// <summary>One of several fails: no point, the first failure is told, and what was acknowledged counts when it is done again.</summary>
    [Fact]
    public void Commit_OneOfSeveralFails_NoPointAndTheFirstFailureIsTold()
    {
        using var repository = new TestRepository(packTarget: 32 << 10, packsAtOnce: 4);
        var commits = 0;
        repository.Blobs.Latency = (operation, name) =>
        {
            if (operation != "commit" || !name.StartsWith(BlobNames.Packs, StringComparison.Ordinal)) return;
            if (Interlocked.Increment(ref commits) >= 4) throw new StorageException(StorageFault.Unavailable, "The line was cut.");
        };
        var files = Contents.Random(1, 60, 6000);
        var error = Assert.Throws<StorageException>(() => repository.BackUp(files));
        Assert.Equal((StorageFault.Unavailable, "The line was cut."), (error.Fault, error.Message));
        Assert.Equal(3, repository.PackNames.Count);
        Assert.Empty(repository.Repository.Points.All());
        repository.Blobs.Latency = null;
        repository.Reopen();
        Contents.AssertSame(files, repository.Restore(repository.BackUp(files)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Push_CutAnywhereAndDoneAgain_HoldsEachChunkOnce(int packsAtOnce)
    {
        var files = Contents.Random(3, 150, 5000);
        for (var cut = 1; cut < 22; cut += 4)
        {
            using var pool = new TestRepository(packTarget: 32 << 10);
            var point = pool.BackUp(files);
            using var vault = pool.Sibling(packsAtOnce: packsAtOnce);
            var commits = 0;
            vault.Blobs.Latency = (operation, _) =>
            {
                if (operation == "commit" && Interlocked.Increment(ref commits) >= cut) throw new StorageException(StorageFault.Unavailable, "The line was cut.");
            };
            Assert.Throws<StorageException>(() => pool.PushTo(vault, point));
            Assert.Empty(vault.Repository.Points.All());
            vault.Blobs.Latency = null;
            vault.Reopen();
            var copy = pool.PushTo(vault, point);
            vault.Reopen(forgetIndex: true);
            Contents.AssertSame(files, vault.Restore(copy));
            Assert.All(vault.Repository.Points.OpenTable(copy).ReadAll().SelectMany(item => item.Extents ?? []), extent => Assert.Single(vault.Repository.Index.FindAll(extent.Chunk)));
        }
    }
}
