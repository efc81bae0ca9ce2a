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
            foreach (var blob in repository.Blobs.List(BlobNames.Packs))
            {
                cancellation.ThrowIfCancellationRequested();
                // A pack that the index does not cover could not be read when it was looked for: whether it is garbage is not known.
                if (BlobNames.ReadPack(blob.Name) is not { } pack || !repository.Index.HasPack(pack)) continue;
                var live = marks.LiveBytes(pack);
                if (live == 0) Condemn(pack, blob.Length, token);
                else if (IsSparse(blob.Length, live)) sparse.Add(pack);
                if (live > 0 && repository.Sessions.HasTombstone(pack)) Revive(pack);
            }
            foreach (var pack in sparse) Compact(pack, marks, token);
            return new CollectionResult(tombstoned, compacted, deleted, freed, waiting, marker.Missing);
        }
        finally
        {
            repository.Sessions.EndCollection();
        }
    }

    /// <summary>Garbage above a quarter; what the footer and the padding take does not count.</summary>
    private static bool IsSparse(long length, long live)
    {
        var overhead = Math.Min(length / 8, 64 * 1024) + PackLayout.HeaderSize;
        return length - live - overhead > CompactAbove * length;
    }

    private void Condemn(PackId pack, long length, ulong token)
    {
        if (!repository.Sessions.HasTombstone(pack))
        {
            if (PutTombstone(pack, new Tombstone(token, now, Moved: false))) waiting += length;
            return;
        }
        var tombstone = ReadTombstone(pack);
        var over = tombstone is not null && (tombstone.Moved || tombstone.Since + softDeleteWindow <= now)
            && repository.Sessions.NoneOpenBefore(tombstone.Token);
        if (over && Delete(pack)) freed += length;
        else waiting += length;
    }

    private bool PutTombstone(PackId pack, Tombstone tombstone)
    {
        var put = repository.Sessions.UnlessPinned(pack, () =>
        {
            repository.Blobs.Create(BlobNames.Tombstone(pack), tombstone.ToBytes());
            repository.Sessions.NoteTombstone(pack, isThere: true);
        });
        if (put) tombstoned++;
        FailPoint.Reach("collect.tombstoned");
        return put;
    }

    /// <summary>Index first, then the bytes, then the tombstone: a kill in between leaves a tombstoned pack that the next collection finishes.</summary>
    private bool Delete(PackId pack) => repository.Sessions.UnlessPinned(pack, () =>
    {
        repository.Index.RemovePack(pack);
        FailPoint.Reach("collect.unindexed");
        repository.Blobs.Delete(BlobNames.Pack(pack));
        FailPoint.Reach("collect.deleted");
        repository.Packs.Forget(pack);
        repository.Blobs.Delete(BlobNames.Tombstone(pack));
        repository.Sessions.NoteTombstone(pack, isThere: false);
        repository.Damage.Forget(pack);
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
        if (!PutTombstone(pack, new Tombstone(token, now, Moved: true))) return;
        tombstoned--;
        compacted++;
        waiting += repository.Blobs.GetLength(BlobNames.Pack(pack));
    }

    private Tombstone? ReadTombstone(in PackId pack)
    {
        var name = BlobNames.Tombstone(pack);
        var bytes = new byte[Math.Min(repository.Blobs.GetLength(name), 4096)];
        repository.Blobs.Read(name, 0, bytes);
        return Tombstone.Read(bytes);
    }
}
