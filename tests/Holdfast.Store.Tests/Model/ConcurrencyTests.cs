using System.Collections.Concurrent;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Tests.Repositories;

namespace Holdfast.Store.Tests.Model;

public sealed class ConcurrencyTests
{
    /// <summary>Backups, deletions, restores and collections without any soft-delete window, all at once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Repository_BackupsBesideCollections_LosesNothing(int seed)
    {
        using var repository = new TestRepository(seed, packTarget: 24 << 10);
        var retained = new ConcurrentDictionary<string, (RecoveryPoint Point, IReadOnlyDictionary<string, byte[]> Files)>();
        using var stop = new CancellationTokenSource();
        var failures = new ConcurrentQueue<Exception>();
        var writers = Enumerable.Range(0, 3).Select(number => Start(failures, () => WriteAndDelete(repository, retained, seed * 100 + number, rounds: 40))).ToList();
        var collections = 0;
        var collector = Start(failures, () =>
        {
            for (var hour = 1; !stop.IsCancellationRequested; hour++)
            {
                repository.Collect(TimeSpan.FromHours(hour), TimeSpan.Zero);
                collections++;
            }
        });
        foreach (var writer in writers) writer.Join();
        stop.Cancel();
        collector.Join();
        Assert.Empty(failures);
        Assert.True(collections > 3, $"only {collections} collections");
        repository.Collect(TimeSpan.FromDays(1000), TimeSpan.Zero);
        repository.Reopen(forgetIndex: true);
        Assert.Equal(retained.Keys.Order(), repository.Repository.Points.All().Select(point => point.Id).Order());
        foreach (var (point, files) in retained.Values) Contents.AssertSame(files, repository.Restore(point));
        Assert.Empty(repository.Verify().Damages);
    }

    private static void WriteAndDelete(
        TestRepository repository, ConcurrentDictionary<string, (RecoveryPoint Point, IReadOnlyDictionary<string, byte[]> Files)> retained, int seed, int rounds)
    {
        var random = new Random(seed);
        var own = new Queue<string>();
        for (var round = 0; round < rounds; round++)
        {
            var files = Contents.Tree(random.Next(1 << 20), most: 6);
            var point = repository.BackUp(files, $"{seed:x}");
            retained[point.Id] = (point, files);
            own.Enqueue(point.Id);
            while (own.Count > 2)
            {
                retained.TryRemove(own.Dequeue(), out var old);
                repository.Repository.Points.Delete(old.Point);
            }
            foreach (var id in own) Contents.AssertSame(retained[id].Files, repository.Restore(retained[id].Point));
        }
    }

    private static Thread Start(ConcurrentQueue<Exception> failures, Action act)
    {
        var thread = new Thread(() =>
        {
            try
            {
                act();
            }
            catch (Exception error)
            {
                failures.Enqueue(error);
            }
        });
        thread.Start();
        return thread;
    }
}
