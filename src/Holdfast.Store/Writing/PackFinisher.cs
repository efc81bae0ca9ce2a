using System.Collections.Concurrent;
using Holdfast.Format.Packs;
using Holdfast.Store.Durability;
using Holdfast.Store.Reading;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Writing;

/// <summary>
/// Makes closed packs durable on threads of its own, so that the workers do not wait for disk or network: footer, flush, name, index. The first failure
/// is kept and thrown to whoever writes next; nothing of a failed pack is retried, and nothing is begun after it.
/// </summary>
internal sealed class PackFinisher : IDisposable
{
    private const int Waiting = 3;
    private readonly BlockingCollection<OpenPack> queue;
    private readonly Repository repository;
    private readonly Action<OpenPack> finished;
    private readonly Thread[] threads;
    private Exception? failure;

    public PackFinisher(Repository repository, Action<OpenPack> finished)
    {
        this.repository = repository;
        this.finished = finished;
        var atOnce = repository.Options.PacksAtOnce;
        queue = new BlockingCollection<OpenPack>(Math.Max(Waiting, atOnce));
        threads = [.. Enumerable.Range(1, atOnce).Select(number => new Thread(Run) { Name = $"pack-finisher-{number}", IsBackground = true })];
        foreach (var thread in threads) thread.Start();
    }

    public Exception? Failure => Volatile.Read(ref failure);

    public void Add(OpenPack pack) => queue.Add(pack);

    /// <summary>Waits until every pack that was added is durable or failed.</summary>
    public void Complete()
    {
        if (!queue.IsAddingCompleted) queue.CompleteAdding();
        foreach (var thread in threads) thread.Join();
    }

    public void Dispose()
    {
        Complete();
        queue.Dispose();
    }

    private void Run()
    {
        foreach (var pack in queue.GetConsumingEnumerable())
        {
            try
            {
                if (Failure is null) Finish(pack);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
            finally
            {
                pack.Dispose();
            }
        }
    }

    private void Finish(OpenPack pack)
    {
        var sealer = pack.Sealers.Rent();
        var tail = PackFooter.Seal(sealer, pack.Entries, pack.End, pack.Alignment, repository.Options.Randomness);
        pack.Sealers.Return(sealer);
        pack.Writer.WriteAt(pack.End, tail);
        FailPoint.Reach("pack.footer");
        pack.Writer.Commit(pack.End + tail.Length);
        FailPoint.Reach("pack.committed");
        repository.Index.AddPack(pack.Id, PackAccess.ToIndexEntries(pack.Entries));
        finished(pack);
    }
}
