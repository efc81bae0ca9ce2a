using Holdfast.Format.Chunks;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Collecting;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Store.Verifying;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Verifying;

/// <summary>Packs that wait for their deletion: backups deduplicate against them and points may reach them, so damage in them must be known as anywhere.</summary>
public sealed class CondemnedPackTests
{
    private static readonly SortedDictionary<string, byte[]> Files = Contents.Everything();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BackUp_TombstonedPacksDamagedAndVerified_StoresAnewWhatTheyHeld(bool reopen)
    {
        using var repository = Garbage();
        repository.Collect(TimeSpan.Zero);
        Strike(repository);
        repository.Verify();
        if (reopen) repository.Reopen(forgetIndex: true);
        Contents.AssertSame(Files, repository.Restore(repository.BackUp(Files)));
    }

    [Fact]
    public void Verify_TombstonedPacksDamaged_ReportsNothingThatNobodyNeeds()
    {
        using var repository = Garbage();
        repository.Collect(TimeSpan.Zero);
        Strike(repository);
        var found = repository.Verify();
        Assert.Empty(found.Damages);
        Assert.Empty(found.Lost);
        Assert.Equal(repository.PackNames.Count, found.PacksChecked);
        repository.Collect(TimeSpan.FromDays(14));
        Assert.Empty(repository.PackNames);
        Assert.True(repository.Repository.Damage.IsEmpty);
        Assert.Empty(repository.Blobs.List(BlobNames.Damage));
    }

    /// <summary>An incremental run takes over what its base holds without pinning it; its base goes and is collected before it commits.</summary>
    [Fact]
    public void Verify_PointReachesTombstonedPack_NamesTheDamageAndHealsIt()
    {
        using var repository = new TestRepository();
        using var other = repository.Sibling();
        var first = repository.BackUp(Files);
        repository.PushTo(other, first);
        RecoveryPoint second;
        using (var session = repository.Repository.Sessions.Begin())
        {
            repository.Repository.Points.Delete(first);
            Assert.NotEqual(0, repository.Collect(TimeSpan.Zero).PacksTombstoned);
            second = session.Commit(first with { Id = "0000000a" });
        }
        var struck = Strike(repository, ChunkKind.Content);
        repository.Reopen();
        var found = repository.Verify();
        Assert.Equal(struck, found.Lost.ToHashSet());
        Assert.Equal(struck, found.Damages.Where(damage => damage.Level == FoundDamage.PointLevel && damage.Point == second.Id).Select(damage => damage.Chunk!.Value).ToHashSet());
        Assert.Empty(repository.Heal(other, found).NotHealed);
        AssertStays(repository, second);
    }

    /// <summary>Nothing needed what was damaged, so it was not healed; but a backup may bring it again.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BackUp_DamagedGarbageReplacedByHeal_StoresAnewWhatItHeld(bool forgetIndex)
    {
        using var repository = Garbage();
        Strike(repository);
        repository.Heal(null);
        repository.Reopen(forgetIndex);
        AssertStays(repository, repository.BackUp(Files));
    }

    /// <summary>The damaged packs are still there when the index is compared with them: the good copies stay the ones that count.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(5, false)]
    public void Collect_HealedAndOpenedAgain_KeepsTheGoodCopies(int seed, bool forgetIndex)
    {
        using var repository = new TestRepository(seed);
        using var other = repository.Sibling(seed + 100);
        var point = repository.BackUp(Files);
        repository.PushTo(other, point);
        Strike(repository);
        repository.Reopen();
        Assert.Empty(repository.Heal(other).NotHealed);
        repository.Reopen(forgetIndex);
        for (var day = 0; day < 60; day += 15) repository.Collect(TimeSpan.FromDays(day));
        Contents.AssertSame(Files, repository.Restore(point));
        Assert.Empty(repository.Verify().Damages);
        AssertStays(repository, point);
    }

    /// <summary>Every operation of a healing fails once, before or after its effect, and the server starts again: nothing relies on what was damaged.</summary>
    [Theory]
    [InlineData(BlobFault.FailBefore, false)]
    [InlineData(BlobFault.FailBefore, true)]
    [InlineData(BlobFault.FailAfter, false)]
    [InlineData(BlobFault.FailAfter, true)]
    public void Heal_CutAtEveryOperation_LosesNothing(BlobFault fault, bool forgetIndex)
    {
        using var other = Half(out var point, out var prepared);
        using (prepared)
        {
            for (var at = 1; ; at++)
            {
                using var repository = prepared.Clone();
                var found = repository.Verify();
                Assert.NotEmpty(found.Damages);
                var skip = at;
                repository.Blobs.Faults.Next(fault, 1, _ => Interlocked.Decrement(ref skip) < 0);
                try
                {
                    repository.Heal(other, found);
                }
                catch (StorageException)
                {
                    // Cut off.
                }
                repository.Blobs.Faults.Clear();
                if (at % 2 == 0) repository.Reopen(forgetIndex);
                repository.Heal(other);
                Assert.True(Contents.Same(Half(), repository.Restore(point)), $"cut at operation {at}");
                AssertStays(repository, repository.BackUp(Files, "51", "0000000b"), $"cut at operation {at}");
                Assert.True(Contents.Same(Half(), repository.Restore(point)), $"cut at operation {at}");
                if (skip >= 0) return;
            }
        }
    }

    /// <summary>A backup that starts at every single operation of a healing.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Heal_BackupAtEveryOperation_KeepsWhatTheBackupReliesOn(bool forgetIndex)
    {
        using var other = Half(out var point, out var prepared);
        using (prepared)
        {
            for (var at = 1; ; at++)
            {
                using var repository = prepared.Clone();
                var found = repository.Verify();
                RecoveryPoint? second = null;
                if (!Interleaving.Run(repository, at, () => repository.Heal(other, found), () => second = repository.BackUp(Files, "51", "0000000b"))) return;
                var when = $"backup at operation {at} of the healing";
                repository.Reopen(forgetIndex);
                Assert.True(Contents.Same(Files, repository.Restore(second!)), when);
                for (var day = 0; day < 60; day += 15) repository.Collect(TimeSpan.FromDays(day));
                repository.Heal(other);
                AssertStays(repository, second!, when);
                Assert.True(Contents.Same(Half(), repository.Restore(point)), when);
            }
        }
    }

    /// <summary>Strikes the first record of every pack, or of those of one kind; gives the chunks.</summary>
    private static HashSet<ChunkId> Strike(TestRepository repository, ChunkKind? kind = null)
    {
        var struck = new HashSet<ChunkId>();
        foreach (var name in repository.PackNames)
        {
            var entry = repository.Repository.Packs.ReadFooter(BlobNames.ReadPack(name)!.Value)[0];
            if (kind is not null && entry.Kind != kind) continue;
            repository.Blobs.Damage(name, (entry.Offset + 70L) * 8);
            struck.Add(entry.Id);
        }
        return struck;
    }

    private static TestRepository Garbage()
    {
        var repository = new TestRepository();
        repository.Repository.Points.Delete(repository.BackUp(Files));
        return repository;
    }

    /// <summary>A repository in whose packs the first records are struck: half of what they hold is a point's and in the other copy, half is garbage.</summary>
    private static TestRepository Half(out RecoveryPoint point, out TestRepository repository)
    {
        repository = new TestRepository(packTarget: 24 << 10);
        repository.Repository.Points.Delete(repository.BackUp(Files));
        point = repository.BackUp(Half());
        var other = repository.Sibling();
        repository.PushTo(other, point);
        Strike(repository);
        return other;
    }

    private static SortedDictionary<string, byte[]> Half() => new(Files.Where((_, i) => i % 2 == 0).ToDictionary(), StringComparer.Ordinal);

    private static void AssertStays(TestRepository repository, RecoveryPoint point, string when = "")
    {
        Assert.True(Contents.Same(Files, repository.Restore(point)), when);
        for (var day = 0; day < 60; day += 15) repository.Collect(TimeSpan.FromDays(100 + day));
        repository.Reopen(forgetIndex: true);
        Assert.True(Contents.Same(Files, repository.Restore(point)), when);
        Assert.True(repository.Verify().Damages.Count == 0, when);
    }
}
