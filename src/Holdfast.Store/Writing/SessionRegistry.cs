using System.Globalization;
using Holdfast.Format.Packs;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Writing;

/// <summary>
/// Who writes, and what they rely on. A process that opens a repository takes ownership with the next owner number (create-if-absent: two
/// cannot get the same); its sessions carry tokens that rise with every session and every collection. An owner that finds a higher number
/// than its own is fenced: it may not commit any more.
/// </summary>
/// <remarks>
/// Dedup against a pack is a promise that it stays: a session pins the pack before it relies on it. The collector takes the same lock for its decision
/// to tombstone, so either it sees the pin or the session sees the tombstone and revives the pack.
/// </remarks>
public sealed class SessionRegistry
{
    private readonly Repository repository;
    private readonly Lock gate = new();
    private readonly Dictionary<ulong, WriteSession> open = [];
    private readonly Dictionary<PackId, int> pins = [];
    private readonly HashSet<PackId> tombstones = [];
    private HashSet<PackId>? pinnedDuringCollection;
    private ulong lowestOpenAtCollection;
    private long owner;
    private uint counter;

    internal SessionRegistry(Repository repository) => this.repository = repository;

    /// <summary>Opens a session. Dispose it without committing, and what it wrote is garbage for the collector.</summary>
    /// <param name="mayUseReserve">For compaction: it may use the room that is kept free when the pool is full.</param>
    public WriteSession Begin(bool mayUseReserve = false)
    {
        lock (gate)
        {
            RequireOwnership();
            var session = new WriteSession(repository, NextToken()) { MayUseReserve = mayUseReserve };
            open.Add(session.Token, session);
            return session;
        }
    }

    /// <summary>Takes the next owner number. A store that refuses writes is opened for reading: recovery must work from it.</summary>
    internal void TakeOwnership()
    {
        var owners = repository.Blobs.List(BlobNames.Owners);
        for (var number = owners.Count == 0 ? 1 : Number(owners[^1].Name) + 1; owner == 0; number++)
        {
            try
            {
                repository.Blobs.Create(BlobNames.Owner(number), []);
                owner = number;
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.AlreadyExists)
            {
                // Somebody took this number: the next one.
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.DiskReadOnly)
            {
                break;
            }
        }
        foreach (var old in owners.SkipLast(2)) TryForget(old.Name);
        foreach (var blob in repository.Blobs.List(BlobNames.Tombstones))
            if (BlobNames.ReadPack(blob.Name) is { } pack) tombstones.Add(pack);
    }

    /// <summary>Throws where a newer owner exists. Asked before everything that others will rely on.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.SessionFenced"/>.</exception>
    internal void RequireOwnership()
    {
        if (owner == 0) throw new StorageException(StorageFault.DiskReadOnly, "The repository is open for reading only.");
        // Owner numbers have no gaps at the top, so one name tells (a listing might lag); a later owner removes all but the newest two.
        if (Exists(BlobNames.Owner(owner + 1)) || !Exists(BlobNames.Owner(owner)))
            throw new StorageException(StorageFault.SessionFenced, "Another server has taken over this repository: nothing more is committed from here.");
    }

    internal void End(WriteSession session, IEnumerable<PackId> released)
    {
        lock (gate)
        {
            if (!open.Remove(session.Token)) return;
            foreach (var pack in released) Release(pack);
        }
    }

    /// <summary>Pins a pack for a session; a tombstoned one is revived first.</summary>
    internal void Pin(in PackId pack)
    {
        lock (gate)
        {
            if (tombstones.Contains(pack))
            {
                repository.Blobs.Delete(BlobNames.Tombstone(pack));
                tombstones.Remove(pack);
            }
            pins[pack] = pins.GetValueOrDefault(pack) + 1;
            pinnedDuringCollection?.Add(pack);
        }
    }

    /// <summary>From here to <see cref="EndCollection"/>, packs pinned by sessions count as pinned even after the session has ended.</summary>
    internal ulong BeginCollection()
    {
        lock (gate)
        {
            RequireOwnership();
            if (pinnedDuringCollection is not null) throw new StorageException(StorageFault.InUse, "A collection is running already.");
            pinnedDuringCollection = [.. pins.Keys];
            lowestOpenAtCollection = open.Count == 0 ? ulong.MaxValue : open.Keys.Min();
            return NextToken();
        }
    }

    internal void EndCollection()
    {
        lock (gate) pinnedDuringCollection = null;
    }

    /// <summary>Runs <paramref name="decision"/> for a pack under the lock unless a session relies on the pack; false where one does.</summary>
    internal bool UnlessPinned(in PackId pack, Action decision)
    {
        lock (gate)
        {
            if (pins.ContainsKey(pack) || pinnedDuringCollection?.Contains(pack) == true) return false;
            decision();
            return true;
        }
    }

    /// <summary>True where every session that was open when the running collection began had begun after the token was given. A session relies on more than
    /// it pins: it takes over the content of unchanged items from its base point, and may commit after the collection has marked.</summary>
    internal bool NoneOpenBefore(ulong token)
    {
        lock (gate) return lowestOpenAtCollection > token;
    }

    internal void NoteTombstone(in PackId pack, bool isThere)
    {
        lock (gate)
        {
            if (isThere) tombstones.Add(pack);
            else tombstones.Remove(pack);
        }
    }

    internal IReadOnlyList<PackId> Tombstones
    {
        get
        {
            lock (gate) return [.. tombstones];
        }
    }

    internal bool HasTombstone(in PackId pack)
    {
        lock (gate) return tombstones.Contains(pack);
    }

    private ulong NextToken() => ((ulong)owner << 32) | ++counter;

    internal void Unpin(PackId pack)
    {
        lock (gate) Release(pack);
    }

    private void Release(PackId pack)
    {
        if (!pins.TryGetValue(pack, out var count)) return;
        if (count == 1) pins.Remove(pack);
        else pins[pack] = count - 1;
    }

    private void TryForget(string name)
    {
        try
        {
            repository.Blobs.Delete(name);
        }
        catch (StorageException fault) when (fault.Fault is StorageFault.Forbidden or StorageFault.DiskReadOnly)
        {
            // An append-only vault keeps old owner numbers: they cost nothing.
        }
    }

    private bool Exists(string name)
    {
        try
        {
            _ = repository.Blobs.GetLength(name);
            return true;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return false;
        }
    }

    private static long Number(string name) => long.Parse(name[(name.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
}
