using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Verifying;

/// <summary>Finds which items of which points need certain chunks: what a damage means for the person who wants the files back.</summary>
public static class AffectedItems
{
    private const int MostItems = 1000;

    /// <summary>For each chunk the points and items that need it (at most 1,000 items in all).</summary>
    public static IReadOnlyDictionary<ChunkId, (SortedSet<string> Points, SortedSet<string> Items)> Find(Repository repository, IReadOnlySet<ChunkId> chunks, CancellationToken cancellation)
    {
        var affected = chunks.ToDictionary(id => id, _ => (Points: new SortedSet<string>(StringComparer.Ordinal), Items: new SortedSet<string>(StringComparer.Ordinal)));
        var named = 0;
        if (chunks.Count == 0) return affected;
        foreach (var point in repository.Points.All().Where(point => point.IsListed))
        {
            cancellation.ThrowIfCancellationRequested();
            var table = repository.Points.OpenTable(point);
            try
            {
                foreach (var item in table.ReadAll())
                {
                    foreach (var id in ChunksOf(item, table.ExtentsOf).Where(chunks.Contains).Distinct())
                    {
                        affected[id].Points.Add(point.Id);
                        if (named < MostItems && affected[id].Items.Add(ItemPath.ToDisplay(item.Path))) named++;
                    }
                }
            }
            catch (Exception error) when (error is ChunkUnavailableException or MalformedDataException)
            {
                // The table itself is damaged: the whole point is affected by that chunk.
                if (error is ChunkUnavailableException missing && affected.TryGetValue(missing.Id, out var entry)) entry.Points.Add(point.Id);
            }
        }
        return affected;
    }

    private static IEnumerable<ChunkId> ChunksOf(Item item, Func<Item, IReadOnlyList<Extent>> extentsOf) =>
        (item.ExtentLists ?? []).Concat(extentsOf(item).Where(extent => !extent.IsHole).Select(extent => extent.Chunk));
}
