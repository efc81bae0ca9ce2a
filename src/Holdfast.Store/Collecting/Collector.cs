using Holdfast.Format.Packs;
using Holdfast.Store.Durability;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Collecting;

/// <summary>
/// Gives back what nothing reaches, while backups run: mark from all points, tombstone packs without a live record, compact packs with more than a quarter
/// of garbage, delete packs whose tombstone is older than the soft-delete window and every open session. Works when the pool is full.
/// </summary>
/// <param name="now">The highest time ever seen: a clock set back delays deletion, it never hastens it.</param>
public sealed class Collector(Repository repository, TimeSpan softDeleteWindow, DateTimeOffset now, CancellationToken cancellation)
{
    public const double CompactAbove = 0.25;

    private long tombstoned, compacted, deleted, freed, waiting;

    /// <exception cref="StorageException">Something that must be known could not be read; nothing was removed because of it.</exception>
    public CollectionResult Run()
    {
        var token = repository.Sessions.BeginCollection();
        try
        {
            var marker = new Marker(repository, cancellation);
            var marks = marker.Run();
            FailPoint.Reach("collect.marked");
            var sparse = new List<PackId>();
            var listed = new HashSet<PackId>();
            foreach (var blob in repository.Blobs.List(BlobNames.Packs))
            {
                cancellation.ThrowIfCancellationRequested();
                if (BlobNames.ReadPack(blob.Name) is not { } pack) continue;
                listed.Add(pack);
                // A pack that the index does not cover could not be read when it was looked for: whether it is garbage is not known, unless it was condemned.
                if (!repository.Index.HasPack(pack) && !repository.Sessions.HasTombstone(pack)) continue;
                var live = marks.LiveBytes(pack);
                if (live == 0) Condemn(pack, blob.Length, token);
                else if (IsSparse(pack, blob.Length, live)) sparse.Add(pack);
                if (live > 0 && repository.Sessions.HasTombstone(pack)) Revive(pack);
            }
            foreach (var pack in sparse) Compact(pack, marks, token);
            FinishDeletions(listed);
            return new CollectionResult(tombstoned, compacted, deleted, freed, waiting, marker.Missing);
        }
        finally
        {
            repository.Sessions.EndCollection();
        }
    }

    /// <summary>True where more than a quarter of the records' bytes is garbage. Footer and padding are not: a small pack must not look sparse for ever.</summary>
    private bool IsSparse(in PackId pack, long length, long live)
    {
        if (length - live <= CompactAbove * live) return false; // even if all the rest were garbage
        long records = 0;
        foreach (var entry in PackCopy.EntriesOf(repository, pack)) records += PackLayout.RecordSize((int)entry.StoredLength);
        return records - live > CompactAbove * records;
    }

    private void Condemn(PackId pack, long length, ulong token)
    {
        if (!repository.Sessions.HasTombstone(pack))
        {
            if (!Condemnation.Put(repository, pack, new Tombstone(token, now, Moved: false))) return;
            tombstoned++;
            waiting += length;
            return;
        }
        if (!Condemnation.TryRead(repository, pack, out var tombstone))
        {
            // A session revived the pack this moment, or its tombstone was never written: the next collection condemns it anew.
            repository.Sessions.UnlessPinned(pack, () =>
            {
                if (!Condemnation.TryRead(repository, pack, out _)) repository.Sessions.NoteTombstone(pack, isThere: false);
            });
            return;
        }
        var over = tombstone is not null && (tombstone.Moved || tombstone.Since + softDeleteWindow <= now)
            && repository.Sessions.NoneOpenBefore(tombstone.Token);
        if (over && Delete(pack)) freed += length;
        else waiting += length;
    }

    /// <summary>Index first, then the bytes, what is known of their damage, then the tombstone: a kill in between leaves a tombstoned pack that the next collection finishes.</summary>
    private bool Delete(PackId pack) => repository.Sessions.UnlessPinned(pack, () =>
    {
        repository.Index.RemovePack(pack);
        FailPoint.Reach("collect.unindexed");
        repository.Blobs.Delete(BlobNames.Pack(pack));
        FailPoint.Reach("collect.deleted");
        repository.Packs.Forget(pack);
        repository.Damage.Forget(pack);
        repository.Blobs.Delete(BlobNames.Tombstone(pack));
        repository.Sessions.NoteTombstone(pack, isThere: false);
        deleted++;
    });

    private void Revive(PackId pack)
    {
        repository.Blobs.Delete(BlobNames.Tombstone(pack));
        repository.Sessions.NoteTombstone(pack, isThere: false);
    }

    private void Compact(PackId pack, LiveMarks marks, ulong token)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!PackCopy.CopyLive(repository, pack, slot => marks.IsLive(pack, slot))) return;
        FailPoint.Reach("compact.copied");
        if (!Condemnation.Put(repository, pack, new Tombstone(token, now, Moved: false))) return;
        compacted++;
        waiting += repository.Blobs.GetLength(BlobNames.Pack(pack));
    }

    /// <summary>Tombstones of packs that a collection deleted before it was cut off.</summary>
    private void FinishDeletions(HashSet<PackId> listed)
    {
        foreach (var pack in repository.Sessions.Tombstones.Where(pack => !listed.Contains(pack)))
        {
            repository.Index.RemovePack(pack);
            repository.Damage.Forget(pack);
            Revive(pack);
        }
    }
}
