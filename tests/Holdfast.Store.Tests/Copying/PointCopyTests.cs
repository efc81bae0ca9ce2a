using Holdfast.Format.Chunks;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Copying;

public sealed class PointCopyTests
{
    [Fact]
    public void Run_EmptyVault_CopyIsEqualUnderOtherKeys()
    {
        using var pool = new TestRepository();
        var point = pool.BackUp(Contents.Everything());
        using var vault = pool.Sibling();
        var copy = pool.PushTo(vault, point);
        Contents.AssertSame(Contents.Everything(), vault.Restore(copy));
        Assert.Empty(vault.Verify().Damages);
        Assert.Empty(pool.PackNames.Intersect(vault.PackNames));
    }

    [Fact]
    public void Run_SecondPoint_SendsOnlyWhatIsNew()
    {
        using var pool = new TestRepository();
        using var vault = pool.Sibling();
        pool.PushTo(vault, pool.BackUp(Contents.Random(1, 100, 4000)));
        var changed = Contents.Random(1, 100, 4000);
        changed["random-1-0007"] = Contents.Of(5);
        var sent = new SentBytes();
        pool.PushTo(vault, pool.BackUp(changed), sent);
        Assert.InRange(sent.Total, 1, 40_000);
    }

    [Fact]
    public void Run_PointIsThere_SendsNothing()
    {
        using var pool = new TestRepository();
        using var vault = pool.Sibling();
        var point = pool.BackUp(Contents.Everything());
        pool.PushTo(vault, point);
        var sent = new SentBytes();
        pool.PushTo(vault, point, sent);
        Assert.Equal(0, sent.Total);
    }

    /// <summary>Cut at every operation on the vault, before or after it took effect: nothing is listed that is not whole, and the next run completes it.</summary>
    [Theory]
    [InlineData(BlobFault.FailBefore)]
    [InlineData(BlobFault.FailAfter)]
    public void Run_CutAtEveryOperation_NothingHalfIsListedAndNextRunCompletes(BlobFault fault)
    {
        var files = Contents.Random(1, 24, 6000);
        for (var at = 0; ; at += at < 12 ? 1 : 5)
        {
            using var pool = new TestRepository(packTarget: 32 << 10);
            var point = pool.BackUp(files);
            using var vault = pool.Sibling();
            var skip = at;
            vault.Blobs.Faults.Next(fault, 1, _ => Interlocked.Decrement(ref skip) < 0);
            var failed = false;
            try
            {
                pool.PushTo(vault, point);
            }
            catch (StorageException)
            {
                failed = true;
            }
            vault.Blobs.Faults.Clear();
            if (at % 2 == 0) vault.Reopen(forgetIndex: at % 4 == 0);
            foreach (var listed in vault.Repository.Points.All()) Contents.AssertSame(files, vault.Restore(listed));
            pool.PushTo(vault, point);
            vault.Reopen(forgetIndex: true);
            Contents.AssertSame(files, vault.Restore(Assert.Single(vault.Repository.Points.All())));
            Assert.Empty(vault.Verify().Damages);
            if (!failed && skip >= 0) return;
        }
    }

    /// <summary>What was acknowledged before the cut is not sent again: at most the open packs of the cut run are.</summary>
    [Fact]
    public void Run_CutHalfway_ResumeSendsOnlyTheRest()
    {
        const int packTarget = 32 << 10;
        using var pool = new TestRepository(packTarget: packTarget);
        var point = pool.BackUp(Contents.Random(1, 120, 4000));
        using var whole = pool.Sibling();
        var all = new SentBytes();
        pool.PushTo(whole, point, all);

        using var vault = pool.Sibling();
        var commits = 0;
        vault.Blobs.Latency = (operation, name) =>
        {
            if (operation == "commit" && ++commits == 9) throw new StorageException(StorageFault.Unavailable, "The line was cut.");
        };
        Assert.Throws<StorageException>(() => pool.PushTo(vault, point));
        vault.Blobs.Latency = null;
        var held = vault.Blobs.List(BlobNames.Packs).Sum(blob => blob.Length);
        Assert.True(held > 7 * packTarget / 2, $"only {held} bytes arrived");
        vault.Reopen();
        var rest = new SentBytes();
        pool.PushTo(vault, point, rest);
        Assert.InRange(rest.Total, all.Total - held, all.Total - held + (9 * 2048));
    }

    [Fact]
    public void Run_ChunkDamagedInPool_FailsAndListsNothing()
    {
        using var pool = new TestRepository();
        var point = pool.BackUp(Contents.Random(1, 5, 4000));
        using var vault = pool.Sibling();
        var id = pool.Repository.Points.OpenTable(point).ReadAll().Last().Extents![0].Chunk;
        Assert.True(pool.Repository.Index.TryFind(id, out var at));
        pool.Blobs.Damage(BlobNames.Pack(at.Pack), (at.Offset + 70) * 8);
        Assert.Equal(id, Assert.Throws<ChunkUnavailableException>(() => pool.PushTo(vault, point)).Id);
        Assert.Empty(vault.Repository.Points.All());
    }

    [Fact]
    public void Run_Cancelled_ListsNothing()
    {
        using var pool = new TestRepository();
        var point = pool.BackUp(Contents.Everything());
        using var vault = pool.Sibling();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var copy = new Holdfast.Store.Copying.PointCopy(pool.Repository, vault.Repository, new SentBytes(), cancelled.Token);
        Assert.Throws<OperationCanceledException>(() => copy.Run(point));
        Assert.Empty(vault.Repository.Points.All());
    }

    /// <summary>Listings of the vault lag: the push must not think that the point before is missing, nor send the same point twice.</summary>
    [Fact]
    public void Run_VaultListingLags_PushedTwiceIsOnePoint()
    {
        using var pool = new TestRepository();
        var point = pool.BackUp(Contents.Everything());
        using var vault = pool.Sibling();
        vault.Blobs.ListingLag = 50;
        pool.PushTo(vault, point);
        pool.PushTo(vault, point);
        vault.Blobs.ListingLag = 0;
        Contents.AssertSame(Contents.Everything(), vault.Restore(Assert.Single(vault.Repository.Points.All())));
    }
}
