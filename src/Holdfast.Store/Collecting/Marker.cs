using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Packs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Collecting;

/// <summary>
/// Marks every record that a recovery point reaches. Parts of tables that points share are walked once. Anything that cannot be read ends the
/// collection: what is not known to be garbage is not garbage.
/// </summary>
internal sealed class Marker(Repository repository, CancellationToken cancellation)
{
    private readonly LiveMarks marks = new();
    private readonly HashSet<ChunkId> entered = [];
    private LastChunks last;

    /// <summary>Referenced chunks of which no readable copy is here.</summary>
    public long Missing { get; private set; }

    /// <exception cref="StorageException"><see cref="StorageFault.Damaged"/>: a point or a table cannot be read.</exception>
    public LiveMarks Run()
    {
        var points = repository.Points.All();
        if (repository.Points.Damaged.Count > 0)
            throw new StorageException(StorageFault.Damaged, $"{repository.Points.Damaged.Count} recovery points are damaged: nothing is collected until they are healed or deleted.");
        foreach (var point in points) Mark(point);
        return marks;
    }

    private void Mark(RecoveryPoint point)
    {
        try
        {
            repository.Points.OpenTable(point).Visit(Enter, MarkContent, MarkExtents);
        }
        catch (Exception error) when (error is MalformedDataException or ChunkUnavailableException)
        {
            throw new StorageException(StorageFault.Damaged, $"The item table of recovery point {point.Id} cannot be read: nothing is collected until it is healed. {error.Message}", error);
        }
    }

    private bool Enter(ChunkId id, ChunkKind kind)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!entered.Add(id)) return false;
        Mark(id);
        return true;
    }

    private void MarkContent(IReadOnlyList<Item> items)
    {
        foreach (var item in items)
            if (item.Extents is not null) MarkExtents(item.Extents);
    }

    private void MarkExtents(IReadOnlyList<Extent> extents)
    {
        foreach (var extent in extents)
        {
            if (extent.IsHole || last.Met(extent.Chunk)) continue;
            Mark(extent.Chunk);
        }
    }

    private void Mark(in ChunkId id)
    {
        var at = repository.Chunks.Copies(id).FirstOrDefault();
        if (at == default) Missing++;
        else marks.Mark(at.Pack, at.Slot, PackLayout.RecordSize((int)at.StoredLength));
    }
}
