namespace Holdfast.Agent.Backup;

/// <summary>The buffers of a run: a fixed number, so that memory does not depend on the source. A slab has one owner at a time; who waits for one slows the reader down.</summary>
internal sealed class SlabPool(int slabs, int size)
{
    private readonly Stack<byte[]> free = new(slabs);
    private readonly object gate = new();
    private int made;

    public int Size => size;

    public byte[] Rent(CancellationToken cancellation)
    {
        lock (gate)
        {
            while (free.Count == 0 && made == slabs)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(gate, 200); // a cancellation is noticed within this time
            }
            if (free.TryPop(out var slab)) return slab;
            made++;
        }
        return GC.AllocateUninitializedArray<byte>(size, pinned: true);
    }

    public void Return(byte[] slab)
    {
        lock (gate)
        {
            free.Push(slab);
            Monitor.Pulse(gate);
        }
    }
}
