using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>The extents of one file as they become known, front to back. What is too many for an item goes into lists as soon as one is full, so that a file of
/// any size costs no more than one list of memory. Gives the same lists as <see cref="ItemTableWriter"/> makes of all extents at once. Not thread-safe.</summary>
public sealed class GatheredExtents
{
    private readonly List<Extent> pending = [];
    private readonly TableBuffer buffer = new();
    private List<ChunkId>? lists;

    /// <summary>Bytes that the extents cover.</summary>
    public long Length { get; private set; }

    /// <summary>Adds the next extent; neighboring holes are joined, empty extents left out.</summary>
    /// <param name="chunks">Takes a full list.</param>
    public void Add(in Extent extent, ChunkWriter chunks)
    {
        if (extent.Length == 0) return;
        Length += extent.Length;
        if (extent.IsHole && pending.Count > 0 && pending[^1].IsHole)
        {
            pending[^1] = Extent.Hole(pending[^1].Length + extent.Length);
            return;
        }
        if (pending.Count == TableLimits.ExtentsInList) Spill(chunks);
        pending.Add(extent);
    }

    /// <summary>Gives everything to the item.</summary>
    public void Settle(Item item, ChunkWriter chunks)
    {
        item.Size = Length;
        if (lists is null && pending.Count <= TableLimits.MostInlineExtents)
        {
            item.Extents = pending.ToArray();
            return;
        }
        if (pending.Count > 0) Spill(chunks);
        (item.Extents, item.ExtentLists) = (null, lists);
    }

    private void Spill(ChunkWriter chunks)
    {
        ExtentCodec.EncodeList(buffer, pending, 0, pending.Count);
        (lists ??= []).Add(chunks.Write(ChunkKind.ExtentList, buffer.Written));
        pending.Clear();
    }
}
