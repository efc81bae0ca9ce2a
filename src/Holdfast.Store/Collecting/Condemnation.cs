using Holdfast.Format.Packs;
using Holdfast.Store.Durability;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Collecting;

/// <summary>Puts a tombstone on a pack, unless a session relies on it; reads it again.</summary>
internal static class Condemnation
{
    /// <summary>A tombstone that is there stays, unless the pack has been replaced since: then it need wait no longer.</summary>
    /// <returns>False where a session relies on the pack: it stays.</returns>
    public static bool Put(Repository repository, in PackId pack, Tombstone tombstone)
    {
        var condemned = pack;
        var put = repository.Sessions.UnlessPinned(condemned, () =>
        {
            if (repository.Sessions.HasTombstone(condemned))
            {
                if (!tombstone.Moved) return;
                repository.Blobs.Delete(BlobNames.Tombstone(condemned));
            }
            // First noted, then written: where the answer is lost it may be there, and a session that relies on the pack has to delete it.
            repository.Sessions.NoteTombstone(condemned, isThere: true);
            repository.Blobs.Create(BlobNames.Tombstone(condemned), tombstone.ToBytes());
        });
        FailPoint.Reach("collect.tombstoned");
        return put;
    }

    /// <summary>True for a damaged pack that was replaced: what is good in it lies elsewhere, and nothing is to rely on it.</summary>
    public static bool IsMoved(Repository repository, in PackId pack) =>
        repository.Sessions.HasTombstone(pack) && TryRead(repository, pack, out var tombstone) && tombstone is { Moved: true };

    /// <summary>False where the tombstone is gone. One that cannot be read is null: it protects its pack.</summary>
    public static bool TryRead(Repository repository, in PackId pack, out Tombstone? tombstone)
    {
        tombstone = null;
        try
        {
            var name = BlobNames.Tombstone(pack);
            var bytes = new byte[Math.Min(repository.Blobs.GetLength(name), 4096)];
            repository.Blobs.Read(name, 0, bytes);
            tombstone = Tombstone.Read(bytes);
            return true;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return false;
        }
    }
}
