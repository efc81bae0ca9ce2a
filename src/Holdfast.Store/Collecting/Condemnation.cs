using Holdfast.Format.Packs;
using Holdfast.Store.Durability;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Collecting;

/// <summary>Puts a tombstone on a pack, unless a session relies on it.</summary>
internal static class Condemnation
{
    /// <returns>False where a session relies on the pack: it stays.</returns>
    public static bool Put(Repository repository, in PackId pack, Tombstone tombstone)
    {
        var condemned = pack;
        var put = repository.Sessions.UnlessPinned(condemned, () =>
        {
            if (repository.Sessions.HasTombstone(condemned)) return;
            repository.Blobs.Create(BlobNames.Tombstone(condemned), tombstone.ToBytes());
            repository.Sessions.NoteTombstone(condemned, isThere: true);
        });
        FailPoint.Reach("collect.tombstoned");
        return put;
    }
}
