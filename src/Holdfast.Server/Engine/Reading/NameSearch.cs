using System.Text;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Server.Engine.Reading;

/// <summary>
/// Searches the names of several points. Points of a datasource share most blocks of their tables: a block that has no such name is looked at once, whichever
/// point it belongs to.
/// </summary>
internal sealed class NameSearch(NameMatch match, CancellationToken cancellation)
{
    /// <summary>Blocks that are remembered: some 12 MB. Those beyond are looked at again.</summary>
    private const int MostRemembered = 250_000;

    private readonly HashSet<ChunkId> barren = [];

    /// <param name="found">Takes an item; false ends the search.</param>
    /// <returns>False: the search was ended.</returns>
    internal bool In(ItemTableReader table, Func<BrowsedItem, bool> found) => table.VisitBlocks(
        block => !barren.Contains(block),
        (block, items) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var any = false;
            foreach (var item in items)
            {
                if (item.IsRoot || !match.Fits(Encoding.UTF8.GetString(item.Name))) continue;
                any = true;
                if (!found(PointViews.ToBrowsed(item))) return false;
            }
            if (!any && barren.Count < MostRemembered) barren.Add(block);
            return true;
        });
}
