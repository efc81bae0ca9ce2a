using Holdfast.Contracts.Errors;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Reading;

/// <summary>A file of a point, read window by window: the chunks of a window in the order in which they lie, each once. Memory: its list of extents.</summary>
/// <param name="guarded">Runs a read on the engine's terms: only while the repository is the one in use.</param>
internal sealed class PointContent(Repository repository, Item file, IReadOnlyList<Extent> extents, Func<Func<int>, int> guarded) : IPointContent
{
    private readonly long[] starts = Starts(extents);

    public BrowsedItem Item { get; } = PointViews.ToBrowsed(file);

    /// <exception cref="HoldfastException">There is no such item, or it has no content.</exception>
    internal static PointContent Open(Repository repository, ItemTableReader table, byte[] path, Func<Func<int>, int> guarded)
    {
        var item = Require(table, path);
        return new PointContent(repository, item, table.ExtentsOf(item), guarded);
    }

    /// <summary>A file of a point that has content.</summary>
    /// <exception cref="HoldfastException">There is no such item, or it has no content.</exception>
    internal static Item Require(ItemTableReader table, byte[] path)
    {
        var shown = ItemPath.ToDisplay(path);
        var item = table.Find(path) ?? throw new HoldfastException(ErrorCode.NotFound, $"The recovery point holds no '{shown}'.");
        if (item.Kind != ItemKind.File) throw new HoldfastException(ErrorCode.ItemHasNoContent, $"'{shown}' is no file.");
        if (item.Size > 0 && item.Extents is null && item.ExtentLists is null)
            throw new HoldfastException(ErrorCode.ItemHasNoContent, $"'{shown}' could not be read when the recovery point was made.");
        return item;
    }

    public int Read(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= Item.Size || buffer.IsEmpty) return 0;
        return guarded(() =>
        {
            var window = new ContentWindow(buffer);
            for (var i = IndexAt(offset); i < extents.Count; i++)
            {
                var skipped = Math.Max(offset - starts[i], 0);
                if (!window.TryAdd(extents[i], skipped)) break;
            }
            if (window.Length == 0) throw new HoldfastException(ErrorCode.ChunkDamaged, $"The extents of '{ItemPath.ToDisplay(Item.Path)}' end at byte {offset} of {Item.Size}.");
            window.Fill(repository.Chunks, cancellation);
            return window.Length;
        });
    }

    private int IndexAt(long offset)
    {
        var found = Array.BinarySearch(starts, offset);
        // Of several extents that begin at the same byte all but the last are empty.
        return found >= 0 ? found : ~found - 1;
    }

    private static long[] Starts(IReadOnlyList<Extent> extents)
    {
        var starts = new long[extents.Count];
        for (var i = 1; i < starts.Length; i++) starts[i] = starts[i - 1] + extents[i - 1].Length;
        return starts;
    }
}
