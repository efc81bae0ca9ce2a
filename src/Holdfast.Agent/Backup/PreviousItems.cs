using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Agent.Backup;

/// <summary>Runs along the previous point's table while the scan goes on: both are in the same order, so each is seen once and nothing is kept.</summary>
internal sealed class PreviousItems(ItemTableReader? previous) : IDisposable
{
    private readonly IEnumerator<Item> items = (previous?.ReadAll() ?? []).GetEnumerator();
    private bool hasCurrent;
    private bool started;

    /// <summary>The item of the previous point with the same path, or null. Ask in table order.</summary>
    public Item? Find(Item item)
    {
        if (!started)
        {
            started = true;
            hasCurrent = items.MoveNext();
        }
        while (hasCurrent)
        {
            var order = ItemPath.CompareKeys(items.Current.Parent, items.Current.Name, item.Parent, item.Name);
            if (order == 0) return items.Current;
            if (order > 0) return null;
            hasCurrent = items.MoveNext();
        }
        return null;
    }

    public void Dispose() => items.Dispose();
}
