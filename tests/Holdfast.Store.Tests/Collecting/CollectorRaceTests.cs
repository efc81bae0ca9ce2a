using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Tests.Repositories;

namespace Holdfast.Store.Tests.Collecting;

/// <summary>
/// A backup that starts at every single operation of a collection, and a collection that starts at every single operation of a backup. The other side gets time
/// to go as far as locks let it, then the first goes on.
/// </summary>
public sealed class CollectorRaceTests
{
    [Fact]
    public void Collect_BackupAtEveryOperation_KeepsWhatTheBackupReliesOn()
    {
        var refusals = new List<string>();
        var more = true;
        for (var at = 1; more; at++)
        {
            using var repository = Prepared(out _);
            var files = Contents.Tree(1);
            RecoveryPoint? point = null;
            void Collect()
            {
                try
                {
                    repository.Collect(TimeSpan.FromDays(30));
                }
                catch (StorageException error)
                {
                    refusals.Add($"backup at operation {at} of the collection ended it: {error.Message}");
                }
            }
            more = Interleaving.Run(repository, at, Collect, () => point = repository.BackUp(files, "51"));
            if (more) AssertKept(repository, point!, files, $"backup at operation {at} of the collection");
        }
        // A backup beside it is no reason for a collection to fail.
        Assert.Empty(refusals);
    }

    [Fact]
    public void BackUp_CollectionAtEveryOperation_KeepsWhatTheBackupReliesOn()
    {
        for (var at = 1; ; at++)
        {
            using var repository = Prepared(out _);
            var files = Contents.Tree(1);
            RecoveryPoint? point = null;
            var reached = Interleaving.Run(repository, at, () => point = repository.BackUp(files, "51"), () => repository.Collect(TimeSpan.FromDays(30)));
            if (!reached) return;
            AssertKept(repository, point!, files, $"collection at operation {at} of the backup");
        }
    }

    [Fact]
    public void Compact_BackupAtEveryOperation_KeepsWhatTheBackupReliesOn()
    {
        for (var at = 1; ; at++)
        {
            using var repository = new TestRepository(packTarget: 1 << 20);
            var sparse = repository.BackUp(Contents.Everything());
            var few = Contents.Everything().Take(3).ToDictionary();
            var kept = repository.BackUp(few);
            repository.Repository.Points.Delete(sparse);
            RecoveryPoint? point = null;
            var files = Contents.Tree(1);
            var reached = Interleaving.Run(repository, at, () => repository.Collect(TimeSpan.FromDays(1)), () => point = repository.BackUp(files, "51"));
            if (!reached) return;
            AssertKept(repository, point!, files, $"backup at operation {at} of the compaction");
            Contents.AssertSame(new SortedDictionary<string, byte[]>(few, StringComparer.Ordinal), repository.Restore(kept));
        }
    }

    /// <summary>A repository in which the next collection of day 30 deletes packs that hold what <c>Tree(1)</c> needs.</summary>
    private static TestRepository Prepared(out RecoveryPoint deleted)
    {
        var repository = new TestRepository(packTarget: 24 << 10);
        deleted = repository.BackUp(Contents.Tree(1));
        repository.Repository.Points.Delete(deleted);
        repository.Collect(TimeSpan.Zero);
        return repository;
    }

    private static void AssertKept(TestRepository repository, RecoveryPoint point, IReadOnlyDictionary<string, byte[]> files, string when)
    {
        for (var day = 31; day < 200; day += 60)
        {
            try
            {
                Assert.True(Contents.Same(files, repository.Restore(point)), when);
            }
            catch (Format.Chunks.ChunkUnavailableException error)
            {
                Assert.Fail($"{when}, day {day}: {error.Message}");
            }
            repository.Collect(TimeSpan.FromDays(day));
        }
        repository.Reopen(forgetIndex: true);
        Assert.True(Contents.Same(files, repository.Restore(point)), when);
    }
}
