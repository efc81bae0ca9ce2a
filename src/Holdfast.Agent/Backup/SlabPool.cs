using System.Collections.Concurrent;

namespace Holdfast.Agent.Backup;

/// <summary>The buffers of a run: a fixed number, so that memory does not depend on the source. A slab has one owner at a time; who waits for one slows the reader down.</summary>
internal sealed class SlabPool(int slabs, int size) : IDisposable
{
    private readonly ConcurrentBag<byte[]> free = [];
    private readonly SemaphoreSlim available = new(slabs);

    public int Size => size;

    public byte[] Rent(CancellationToken cancellation)
    {
        available.Wait(cancellation);
        return free.TryTake(out var slab) ? slab : GC.AllocateUninitializedArray<byte>(size, pinned: true);
    }

    public void Return(byte[] slab)
    {
        free.Add(slab);
        available.Release();
    }

    public void Dispose() => available.Dispose();
}
