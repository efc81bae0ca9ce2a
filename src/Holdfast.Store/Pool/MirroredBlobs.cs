using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Pool;

/// <summary>The small blobs that lie on every disk: keys, points, descriptions, tombstones.</summary>
internal sealed class MirroredBlobs(PoolRoster roster, NameLocks names)
{
    public void Create(string name, ReadOnlyMemory<byte> content) => Change(name, current =>
    {
        if (current.Any(disk => disk.SeemsToHave(name))) throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there already.");
        return disk => disk.WithReserve(content.Length, store =>
        {
            store.Create(name, content.Span);
            return true;
        });
    });

    public bool Delete(string name)
    {
        var removed = false;
        Change(name, _ => disk =>
        {
            removed |= disk.WithReserve(0, store => store.Delete(name));
            disk.FillReserve();
        });
        return removed;
    }

    public long GetLength(string name) => FirstOf(disk => disk.Store.GetLength(name));

    public void Read(string name, long offset, Span<byte> destination)
    {
        StorageException? worst = null;
        foreach (var disk in roster.Current())
        {
            try
            {
                disk.Read(name, offset, destination);
                return;
            }
            catch (StorageException error)
            {
                worst = Worse(worst, error);
            }
        }
        throw worst!;
    }

    /// <summary>A disk that is current has every blob, so one whole listing is complete; together they show also what was never acknowledged.</summary>
    public void List(string prefix, Dictionary<string, BlobInfo> found)
    {
        StorageException? first = null;
        var listed = 0;
        foreach (var disk in roster.Current())
        {
            try
            {
                foreach (var blob in disk.List(prefix))
                {
                    if (!PackBlobs.IsPack(blob.Name)) found.TryAdd(blob.Name, blob);
                }
                listed++;
            }
            catch (StorageException error)
            {
                first ??= error;
            }
        }
        if (listed == 0) throw first!;
    }

    private T FirstOf<T>(Func<PoolDisk, T> ask)
    {
        StorageException? worst = null;
        foreach (var disk in roster.Current())
        {
            try
            {
                return ask(disk);
            }
            catch (StorageException error)
            {
                disk.Note(error);
                worst = Worse(worst, error);
            }
        }
        throw worst!;
    }

    /// <summary>That one disk has it not says less than that another could not be asked.</summary>
    private static StorageException Worse(StorageException? known, StorageException error) =>
        known is null || known.Fault == StorageFault.NotFound ? error : known;

    private void Change(string name, Func<PoolDisk[], Action<PoolDisk>> prepare)
    {
        lock (names.Of(name))
        {
            roster.Settle();
            StorageException? first = null;
            var missed = new List<PoolDisk>();
            roster.Reading(() =>
            {
                var current = roster.Current();
                var work = prepare(current);
                foreach (var disk in current)
                {
                    try
                    {
                        work(disk);
                        FailPoint.Reach("pool.mirror");
                    }
                    catch (StorageException error)
                    {
                        first ??= error;
                        missed.Add(disk);
                    }
                }
                if (missed.Count == current.Length) throw first!;
            });
            if (missed.Count > 0) roster.LeaveBehind(missed);
        }
    }
}
