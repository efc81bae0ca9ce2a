using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Collecting;

public sealed class CollectorTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(14);

    [Fact]
    public void Collect_PointDeleted_KeepsItsPacksUntilTheWindowIsOver()
    {
        using var repository = Deleted(out _);
        var packs = repository.PackNames;
        var first = repository.Collect(TimeSpan.Zero);
        Assert.Equal(packs.Count, first.PacksTombstoned);
        Assert.Equal(0, first.BytesFreed);
        Assert.Equal(0, repository.Collect(Window - TimeSpan.FromSeconds(1)).PacksDeleted);
        Assert.Equal(packs, repository.PackNames);
        var last = repository.Collect(Window);
        Assert.Equal(packs.Count, last.PacksDeleted);
        Assert.True(last.BytesFreed > 0);
        Assert.Empty(repository.PackNames);
        Assert.Empty(repository.Blobs.List(BlobNames.Tombstones));
    }

    [Fact]
    public void Collect_ClockSetBack_DeletesNothingEarly()
    {
        using var repository = Deleted(out _);
        repository.Collect(TimeSpan.FromDays(100));
        Assert.Equal(0, repository.Collect(TimeSpan.Zero).PacksDeleted);
        Assert.Equal(0, repository.Collect(TimeSpan.FromDays(113)).PacksDeleted);
        Assert.NotEqual(0, repository.Collect(TimeSpan.FromDays(114)).PacksDeleted);
    }

    [Fact]
    public void Collect_TombstonedPackPinnedBySession_IsRevivedAndStays()
    {
        using var repository = Deleted(out var files);
        repository.Collect(TimeSpan.Zero);
        using (var session = repository.Repository.Sessions.Begin())
        {
            var root = repository.Write(session, files);
            Assert.Equal(0, session.BytesStored);
            Assert.Empty(repository.Blobs.List(BlobNames.Tombstones));
            Assert.Equal(0, repository.Collect(TimeSpan.FromDays(1000)).PacksDeleted);
            var point = session.Commit(repository.Draft(root));
            Contents.AssertSame(files, repository.Restore(point));
        }
        repository.Collect(TimeSpan.FromDays(2000));
        repository.Collect(TimeSpan.FromDays(3000));
        Contents.AssertSame(files, repository.Restore(repository.Repository.Points.All().Single()));
    }

    /// <summary>A session that began before a tombstone holds the deletion up, whatever it pinned.</summary>
    [Fact]
    public void Collect_OlderSessionIsOpen_DeletesNothing()
    {
        using var repository = Deleted(out _);
        using (repository.Repository.Sessions.Begin())
        {
            repository.Collect(TimeSpan.Zero);
            Assert.Equal(0, repository.Collect(TimeSpan.FromDays(100)).PacksDeleted);
        }
        Assert.NotEqual(0, repository.Collect(TimeSpan.FromDays(101)).PacksDeleted);
    }

    [Fact]
    public void Collect_MostlyGarbage_CompactsAndFreesAfterTheWindow()
    {
        using var repository = new TestRepository(packTarget: 1 << 20);
        var all = Contents.Random(1, 60, 4000);
        var few = new SortedDictionary<string, byte[]>(all.Take(10).ToDictionary(), StringComparer.Ordinal);
        var large = repository.BackUp(all);
        var small = repository.BackUp(few);
        var before = repository.Blobs.BytesHeld;
        repository.Repository.Points.Delete(large);
        Assert.NotEqual(0, repository.Collect(TimeSpan.Zero).PacksCompacted);
        Assert.Equal(0, repository.Collect(TimeSpan.FromSeconds(1)).PacksDeleted);
        Assert.NotEqual(0, repository.Collect(TimeSpan.FromDays(20)).PacksDeleted);
        Assert.True(repository.Blobs.BytesHeld < before / 2, $"{before} → {repository.Blobs.BytesHeld}");
        repository.Reopen(forgetIndex: true);
        Contents.AssertSame(few, repository.Restore(small));
        Assert.Empty(repository.Verify().Damages);
    }

    [Fact]
    public void Collect_ListingFails_RemovesNothing()
    {
        using var repository = Deleted(out _);
        repository.Collect(TimeSpan.Zero);
        var packs = repository.PackNames;
        foreach (var prefix in new[] { BlobNames.Points, BlobNames.Packs })
        {
            repository.Blobs.Faults.Next(BlobFault.ListingFails, 1, name => name == prefix);
            Assert.Throws<StorageException>(() => repository.Collect(TimeSpan.FromDays(100)));
            repository.Blobs.Faults.Clear();
            Assert.Equal(packs, repository.PackNames);
        }
    }

    /// <summary>A store whose listings lag shows fewer points than there are: what the missing one needs must stay.</summary>
    [Fact]
    public void Collect_PointNotYetListed_KeepsWhatItNeeds()
    {
        using var repository = new TestRepository();
        repository.BackUp(Contents.Tree(9), "51");
        repository.Blobs.ListingLag = 1_000_000;
        var point = repository.BackUp(Contents.Everything());
        repository.Collect(TimeSpan.Zero);
        repository.Collect(TimeSpan.FromDays(100));
        repository.Blobs.ListingLag = 0;
        Contents.AssertSame(Contents.Everything(), repository.Restore(repository.Repository.Points.Get(point.Id)));
    }

    [Fact]
    public void Collect_PointDamaged_RemovesNothingAndSaysWhy()
    {
        using var repository = Deleted(out _);
        var point = repository.BackUp(Contents.Tree(3));
        repository.Blobs.Damage(BlobNames.Point(point.Source.Id, point.Id), 400);
        repository.Reopen();
        var packs = repository.PackNames;
        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageException>(() => repository.Collect(TimeSpan.Zero)).Fault);
        Assert.Equal(packs, repository.PackNames);
    }

    /// <summary>Every operation of a collection fails once, before or after its effect; the next collections finish the work and lose nothing.</summary>
    [Theory]
    [InlineData(BlobFault.FailBefore)]
    [InlineData(BlobFault.FailAfter)]
    public void Collect_CutAtEveryOperation_NextOneFinishes(BlobFault fault)
    {
        for (var at = 1; ; at++)
        {
            using var repository = Deleted(out _);
            var kept = repository.BackUp(Contents.Tree(2));
            repository.Collect(TimeSpan.Zero);
            var skip = at;
            repository.Blobs.Faults.Next(fault, 1, _ => Interlocked.Decrement(ref skip) < 0);
            var failed = false;
            try
            {
                repository.Collect(TimeSpan.FromDays(20));
            }
            catch (StorageException)
            {
                failed = true;
            }
            repository.Blobs.Faults.Clear();
            Contents.AssertSame(Contents.Tree(2), repository.Restore(kept));
            if (at % 2 == 0) repository.Reopen();
            for (var day = 40; day < 120; day += 20) repository.Collect(TimeSpan.FromDays(day));
            Contents.AssertSame(Contents.Tree(2), repository.Restore(kept));
            Assert.Empty(repository.Verify().Damages);
            Assert.True(repository.Blobs.List(BlobNames.Tombstones).Count == 0, $"Cut at operation {at}: {string.Join(", ", repository.Blobs.List(BlobNames.Tombstones).Select(blob => blob.Name))}; packs {string.Join(", ", repository.PackNames)}");
            if (!failed && skip >= 0) return;
        }
    }

    /// <summary>The answer to a tombstone is lost: it may be there or not, and neither a session nor the next collection trips over it.</summary>
    [Theory]
    [InlineData(BlobFault.FailBefore)]
    [InlineData(BlobFault.FailAfter)]
    public void Collect_TombstoneInDoubt_SessionDeletesItAndCollectionGoesOn(BlobFault fault)
    {
        using var repository = Deleted(out var files);
        repository.Blobs.Faults.Next(fault, 1, name => name.StartsWith(BlobNames.Tombstones, StringComparison.Ordinal));
        Assert.Throws<StorageException>(() => repository.Collect(TimeSpan.Zero));
        using (var session = repository.Repository.Sessions.Begin())
        {
            repository.Write(session, files);
            Assert.Empty(repository.Blobs.List(BlobNames.Tombstones));
        }
        repository.Blobs.Faults.Next(fault, 1, name => name.StartsWith(BlobNames.Tombstones, StringComparison.Ordinal));
        Assert.Throws<StorageException>(() => repository.Collect(TimeSpan.Zero));
        for (var day = 1; day < 60; day += 15) repository.Collect(TimeSpan.FromDays(day));
        Assert.Empty(repository.PackNames);
        Assert.Empty(repository.Blobs.List(BlobNames.Tombstones));
    }

    private static TestRepository Deleted(out SortedDictionary<string, byte[]> files)
    {
        var repository = new TestRepository();
        files = Contents.Everything();
        repository.Repository.Points.Delete(repository.BackUp(files));
        return repository;
    }
}
