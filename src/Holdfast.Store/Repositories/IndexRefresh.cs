using Holdfast.Format;
using Holdfast.Format.Packs;
using Holdfast.Store.Collecting;

namespace Holdfast.Store.Repositories;

/// <summary>Brings the index in line with the packs that are there: it is a cache and may be old, cut off or gone.</summary>
internal static class IndexRefresh
{
    /// <returns>Packs whose footer could not be read and whose records were found by their markers instead, or not at all.</returns>
    public static IReadOnlyList<PackId> Run(Repository repository, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var present = new Dictionary<PackId, long>();
        foreach (var blob in repository.ReachablePacks())
            if (BlobNames.ReadPack(blob.Name) is { } pack) present[pack] = blob.Length;

        var indexed = repository.Index.Packs.ToHashSet();
        var away = new List<PackId>();
        foreach (var pack in indexed.Where(pack => !present.ContainsKey(pack)))
        {
            // On a disk that is away it stays in the index and counts as missing; what is gone (deleted just before a kill) is forgotten.
            if (IsGone(repository, pack)) repository.Index.RemovePack(pack);
            else away.Add(pack);
        }
        repository.Damage.SetMissing(away);

        var damaged = new List<PackId>();
        var done = 0;
        var missing = present.Keys.Where(pack => !indexed.Contains(pack)).Order().ToList();
        foreach (var pack in missing)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                // A damaged pack that was replaced is not taken up again: its copies elsewhere are the ones that count.
                if (!Condemnation.IsMoved(repository, pack)) repository.Packs.AddToIndex(pack, present[pack]);
            }
            catch (MalformedDataException)
            {
                damaged.Add(pack);
                Salvage(repository, pack);
            }
            catch (StorageException fault) when (fault.Fault is StorageFault.Unavailable or StorageFault.NotFound or StorageFault.DiskMissing)
            {
                damaged.Add(pack); // what it holds counts as missing until a later refresh can read it; the collector leaves it alone
            }
            progress?.Invoke(++done, missing.Count);
        }
        return damaged;
    }

    /// <summary>Asked by name, because a listing may lag behind what was just created.</summary>
    private static bool IsGone(Repository repository, in PackId pack)
    {
        try
        {
            _ = repository.Blobs.GetLength(BlobNames.Pack(pack));
            return false;
        }
        catch (StorageException fault)
        {
            return fault.Fault == StorageFault.NotFound;
        }
    }

    private static void Salvage(Repository repository, in PackId pack)
    {
        try
        {
            repository.Packs.SalvageToIndex(pack);
        }
        catch (Exception error) when (error is MalformedDataException or StorageException)
        {
            // Nothing of it can be opened: verify says so.
        }
    }
}
