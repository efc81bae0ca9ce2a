using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Agent.Backup;

/// <summary>
/// A stretch of items in table order on its way to the table: the table's writer waits until the content of all of them is known. An item that
/// vanished meanwhile is taken out.
/// </summary>
internal sealed class ItemBatch(DirectoryListing listing, int count)
{
    private readonly ManualResetEventSlim complete = new(false, 0);
    private int outstanding = 1; // the scanner, until it has seen the whole batch

    public DirectoryListing Listing => listing;

    /// <summary>The items; null where one vanished.</summary>
    public Item?[] Items { get; } = new Item?[count];

    /// <summary>For a name of an object whose first name came before: that first item, which has the content by the time it is needed.</summary>
    public Dictionary<int, Item>? SameAs { get; private set; }

    public void Expect() => Interlocked.Increment(ref outstanding);

    public void Done()
    {
        if (Interlocked.Decrement(ref outstanding) == 0) complete.Set();
    }

    public void LinkTo(int index, Item first) => (SameAs ??= [])[index] = first;

    public void Wait(CancellationToken cancellation)
    {
        complete.Wait(cancellation);
        complete.Dispose();
    }
}
