using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Packs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Collecting;

/// <summary>
/// Counts what deleting points would free: the records that they reach and no other point does. First the points that stay of the same datasources are
/// walked, which share most; what then is the lost ones' alone is an upper bound. Then all others, which makes it exact. Nothing is changed.
/// </summary>
public sealed class FreedSpace(Repository repository, TimeProvider clock, CancellationToken cancellation)
{
    private readonly LiveMarks kept = new(), lost = new();
    private readonly HashSet<ChunkId> keptNodes = [], lostNodes = [];
    private long freed, began, allowed;
    private LastChunks last;

    /// <returns>Bytes of records, null where the time was over before there was an upper bound; and whether they are exact.</returns>
    /// <exception cref="StorageException"><see cref="StorageFault.Damaged"/>: a table cannot be read.</exception>
    public (long? Bytes, bool IsExact) Of(IReadOnlyCollection<string> pointIds, TimeSpan patience)
    {
        (began, allowed) = (clock.GetTimestamp(), patience.Ticks);
        var all = repository.Points.All();
        var (going, staying) = (all.Where(point => pointIds.Contains(point.Id)).ToList(), all.Where(point => !pointIds.Contains(point.Id)).ToList());
        var sources = going.Select(point => point.Source.Id).ToHashSet(StringComparer.Ordinal);
        var neighbors = staying.Where(point => sources.Contains(point.Source.Id)).ToList();
        if (!Walk(neighbors, isLost: false) || !Walk(going, isLost: true)) return (null, false);
        var isExact = Walk([.. staying.Except(neighbors)], isLost: false);
        return (freed, isExact && repository.Points.Damaged.Count == 0);
    }

    /// <returns>False where the time was over before all was seen.</returns>
    private bool Walk(List<RecoveryPoint> points, bool isLost)
    {
        foreach (var point in points)
        {
            last = default;
            try
            {
                repository.Points.OpenTable(point).Visit(
                    (id, _) => Enter(id, isLost),
                    items =>
                    {
                        foreach (var item in items)
                            if (item.Extents is { } extents) See(extents, isLost);
                    },
                    extents => See(extents, isLost));
            }
            catch (Exception error) when (error is MalformedDataException or ChunkUnavailableException)
            {
                throw new StorageException(StorageFault.Damaged, $"The item table of recovery point {point.Id} cannot be read: {error.Message}", error);
            }
            if (IsOver) return false;
        }
        return true;
    }

    private bool IsOver => clock.GetElapsedTime(began).Ticks > allowed;

    private void See(IReadOnlyList<Extent> extents, bool isLost)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var extent in extents)
            if (!extent.IsHole && !last.Met(extent.Chunk)) See(extent.Chunk, isLost);
    }

    // Below a node that was seen there is nothing new.
    private bool Enter(ChunkId id, bool isLost)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!(isLost ? lostNodes : keptNodes).Add(id)) return false;
        See(id, isLost);
        return true;
    }

    // What a point that stays reaches is not free, whether it was counted before or not.
    private void See(in ChunkId id, bool isLost)
    {
        var at = repository.Chunks.Copies(id).FirstOrDefault();
        if (at == default || kept.IsLive(at.Pack, at.Slot)) return;
        var size = PackLayout.RecordSize((int)at.StoredLength);
        var wasCounted = lost.IsLive(at.Pack, at.Slot);
        if (isLost && !wasCounted)
        {
            lost.Mark(at.Pack, at.Slot, size);
            freed += size;
        }
        if (isLost) return;
        kept.Mark(at.Pack, at.Slot, size);
        if (wasCounted) freed -= size;
    }
}
