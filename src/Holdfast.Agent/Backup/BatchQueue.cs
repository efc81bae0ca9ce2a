namespace Holdfast.Agent.Backup;

/// <summary>
/// Batches on their way from the scan to the table, in order. Bounded by items, with room for more than an open bundle can span: the table never waits for
/// a bundle that the scan cannot hand out because this queue is full.
/// </summary>
internal sealed class BatchQueue
{
    private const long MostItems = 8 * BundleRule.LongestSpan;
    private readonly Queue<ItemBatch> queue = new();
    private readonly object gate = new();
    private long items;
    private bool completed;

    public void Add(ItemBatch batch, CancellationToken cancellation)
    {
        lock (gate)
        {
            while (items >= MostItems)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(gate, 200);
            }
            queue.Enqueue(batch);
            items += Math.Max(batch.Items.Length, 1);
            Monitor.PulseAll(gate);
        }
    }

    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The next batch, or null after the last.</summary>
    public ItemBatch? Take(CancellationToken cancellation)
    {
        lock (gate)
        {
            while (queue.Count == 0)
            {
                if (completed) return null;
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(gate, 200);
            }
            return queue.Peek();
        }
    }

    /// <summary>The batch that <see cref="Take"/> gave is in the table.</summary>
    public void Release()
    {
        lock (gate)
        {
            items -= Math.Max(queue.Dequeue().Items.Length, 1);
            Monitor.PulseAll(gate);
        }
    }
}
