using System.Collections.Concurrent;
using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>The packs: each lies on one disk, the one with most room when it was begun.</summary>
internal sealed class PackBlobs(PoolRoster roster, NameLocks names)
{
    public const string Folder = "packs/";

    private const int RememberedPlaces = 1 << 16;

    private readonly ConcurrentDictionary<string, PoolDisk> places = new(StringComparer.Ordinal);
    private long moves;

    public static bool IsPack(string name) => name.StartsWith(Folder, StringComparison.Ordinal);

    public IBlobWriter BeginCreate(string name, long expectedLength, bool useReserve)
    {
        StorageException? last = null;
        foreach (var (disk, room) in roster.Disks.Select(disk => (Disk: disk, Room: disk.Room(useReserve))).OrderByDescending(at => at.Room).ToArray())
        {
            if (room < expectedLength || !disk.IsWritable) continue;
            try
            {
                if (useReserve) disk.MakeRoom(expectedLength + (64 << 10));
                return new PackWriter(this, disk, name, expectedLength, disk.Store.BeginCreate(name, expectedLength));
            }
            catch (StorageException error)
            {
                NotePack(disk, error);
                last = error;
            }
        }
        throw last ?? NoRoom(expectedLength);
    }

    /// <summary>Gives a written pack its name, which no other disk may have.</summary>
    public void Commit(string name, PoolDisk disk, Action commit)
    {
        lock (names.Of(name))
        {
            roster.Reading(() =>
            {
                if (!disk.IsWritable || !roster.Disks.Contains(disk)) throw new StorageException(StorageFault.WriteFailed, $"The disk of '{name}' left the pool.");
                if (roster.Connected.Any(other => other != disk && other.SeemsToHave(name)))
                    throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there already.");
                commit();
            });
            Remember(name, disk);
        }
    }

    /// <summary>A pack could not be written because the disk was full although it had room: a quota, or somebody else was faster.</summary>
    public static void NotePack(PoolDisk disk, StorageException error)
    {
        if (error.Fault == StorageFault.PoolFull) disk.RefusePacks();
        disk.Note(error);
    }

    public long GetLength(string name)
    {
        long length = 0;
        OnItsDisk(name, disk =>
        {
            length = disk.Store.GetLength(name);
        });
        return length;
    }

    public unsafe void Read(string name, long offset, Span<byte> destination)
    {
        // A span cannot be captured; it is pinned for as long as the call lasts.
        fixed (byte* first = destination)
        {
            var (start, length) = ((nint)first, destination.Length);
            OnItsDisk(name, disk => disk.Store.Read(name, offset, new Span<byte>((void*)start, length)));
        }
    }

    /// <summary>Removes every copy: a move that was cut short leaves two.</summary>
    public bool Delete(string name)
    {
        var removed = false;
        lock (names.Of(name))
        {
            places.TryRemove(name, out _);
            foreach (var disk in roster.Connected)
            {
                if (!disk.Has(name)) continue;
                var length = disk.Store.GetLength(name);
                removed |= disk.WithReserve(0, store => store.Delete(name));
                disk.CountUsed(-length);
                disk.FillReserve();
            }
        }
        return removed || !roster.HasMissing ? removed : throw OnMissingDisk(name);
    }

    public bool List(string prefix, Dictionary<string, BlobInfo> found)
    {
        var complete = !roster.HasMissing;
        foreach (var disk in roster.Connected)
        {
            try
            {
                foreach (var blob in disk.List(prefix))
                {
                    if (IsPack(blob.Name)) found.TryAdd(blob.Name, blob);
                }
            }
            catch (StorageException)
            {
                complete = false;
            }
        }
        return complete;
    }

    public IReadOnlyList<PoolDisk> DisksOf(string name) => [.. roster.Connected.Where(disk => disk.SeemsToHave(name))];

    /// <summary>The pack is on another disk now.</summary>
    public void Moved(string name, PoolDisk to)
    {
        Interlocked.Increment(ref moves);
        Remember(name, to);
    }

    public void Forget() => places.Clear();

    private void Remember(string name, PoolDisk disk)
    {
        if (places.Count >= RememberedPlaces) places.Clear();
        places[name] = disk;
    }

    private void OnItsDisk(string name, Action<PoolDisk> work)
    {
        while (true)
        {
            var seen = Interlocked.Read(ref moves);
            if (TryOnItsDisk(name, work)) return;
            // A pack that was moved while the disks were asked one after another may have been missed.
            if (seen == Interlocked.Read(ref moves)) break;
        }
        throw roster.HasMissing ? OnMissingDisk(name) : new StorageException(StorageFault.NotFound, $"'{name}' is on no disk of the pool.");
    }

    private bool TryOnItsDisk(string name, Action<PoolDisk> work)
    {
        if (places.TryGetValue(name, out var known) && known.IsConnected && Try(known, work)) return true;
        StorageException? first = null;
        foreach (var disk in roster.Connected)
        {
            if (disk == known) continue;
            try
            {
                if (!Try(disk, work)) continue;
                Remember(name, disk);
                return true;
            }
            catch (StorageException error) when (error.Fault != StorageFault.Damaged)
            {
                first ??= error; // another disk may have it all the same
            }
        }
        return first is null ? false : throw first;
    }

    /// <returns>False where the disk does not have it.</returns>
    private static bool Try(PoolDisk disk, Action<PoolDisk> work)
    {
        try
        {
            work(disk);
            return true;
        }
        catch (StorageException error) when (error.Fault == StorageFault.NotFound)
        {
            return false;
        }
        catch (StorageException error)
        {
            disk.Note(error);
            throw;
        }
    }

    private StorageException NoRoom(long bytes)
    {
        foreach (var disk in roster.Disks) disk.Report();
        if (roster.Disks.Any(disk => disk.IsWritable && !disk.IsLeaving))
            return new StorageException(StorageFault.PoolFull, $"No disk of the pool has room for {Bytes.Text(bytes)}.");
        return roster.Connected.Any()
            ? new StorageException(StorageFault.DiskReadOnly, "No disk of the pool takes writes.")
            : new StorageException(StorageFault.DiskMissing, "No disk of the pool can be reached.");
    }

    private static StorageException OnMissingDisk(string name) =>
        new(StorageFault.DiskMissing, $"'{name}' is on none of the disks that can be reached: it may lie on one that is missing.");
}
