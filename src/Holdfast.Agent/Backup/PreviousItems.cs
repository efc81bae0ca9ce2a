using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Backup;

/// <summary>
/// Runs along the previous point's table while the scan goes on: both are in the same order, so each is seen once and nothing is kept but the folder that a source asks for ahead of the scan.
/// </summary>
internal sealed class PreviousItems(ItemTableReader? previous) : IPreviousTree, IDisposable
{
    private readonly IEnumerator<Item> items = (previous?.ReadAll() ?? []).GetEnumerator();
    private readonly Queue<Item> ahead = new();

    public Item? Root => Next() is { IsRoot: true } root ? root : null;

    /// <summary>The item of the previous point with the same path, or null. Ask in table order.</summary>
    public Item? Find(Item item)
    {
        while (Next() is { } next)
        {
            var order = ItemPath.CompareKeys(next.Parent, next.Name, item.Parent, item.Name);
            if (order == 0) return next;
            if (order > 0) return null;
            ahead.Dequeue();
        }
        return null;
    }

    public IReadOnlyList<Item> ChildrenOf(byte[] folder)
    {
        while (Next() is { } next && (next.IsRoot || ItemPath.CompareKeys(next.Parent, next.Name, folder, []) < 0)) ahead.Dequeue();
        var children = ahead.TakeWhile(item => item.Parent.AsSpan().SequenceEqual(folder)).ToList();
        while (children.Count == ahead.Count && Read() is { } next)
            if (next.Parent.AsSpan().SequenceEqual(folder)) children.Add(next);
        return children;
    }

    public void Dispose() => items.Dispose();

    /// <summary>The first that has not been passed.</summary>
    private Item? Next() => ahead.TryPeek(out var next) ? next : Read();

    private Item? Read()
    {
        if (!items.MoveNext()) return null;
        ahead.Enqueue(items.Current);
        return items.Current;
    }
}
