using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Agent.Applications;

/// <summary>The extents of one file as workers find them: parts are reserved in file order, filled in any order, and gathered in order.</summary>
internal sealed class AssembledFile(Item item)
{
    private readonly Dictionary<int, Extent[]> early = [];
    private readonly GatheredExtents gathered = new();
    private readonly Lock gate = new();
    private int reserved;
    private int next;
    private bool ended;

    public Item Item => item;

    /// <param name="isLast">No more will be reserved.</param>
    public int Reserve(bool isLast)
    {
        lock (gate)
        {
            ended |= isLast;
            return reserved++;
        }
    }

    /// <param name="chunks">The worker's own.</param>
    public void Fill(int part, Extent[] extents, ChunkWriter chunks)
    {
        lock (gate)
        {
            early.Add(part, extents);
            while (early.Remove(next, out var ready))
            {
                foreach (var extent in ready) gathered.Add(extent, chunks);
                next++;
            }
            if (ended && next == reserved) gathered.Settle(item, chunks);
        }
    }
}
