using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Holdfast.Contracts.Transport;

/// <summary>
/// Buffers for a port that receives and sends much over TLS. Blocks hold two records, where those of the web server hold a quarter of one: what a block costs (a system
/// call, a decryption handed out in pieces, a step in each pipe) is paid an eighth as often.
/// </summary>
public sealed class RecordBlocks : MemoryPool<byte>
{
    public const int BlockSize = 32 << 10;

    /// <summary>Blocks that are kept for reuse: 16 MiB. What is in use beyond that is bounded by connections and their windows, and left to the garbage collector when it comes back.</summary>
    private const int MostKept = 512;

    private readonly ConcurrentStack<Block> kept = new();
    private int count;

    public override int MaxBufferSize => BlockSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        if (!kept.TryPop(out var block)) return new Block(this);
        Interlocked.Decrement(ref count);
        block.Lend();
        return block;
    }

    protected override void Dispose(bool disposing) => kept.Clear();

    private void Keep(Block block)
    {
        if (Interlocked.Increment(ref count) <= MostKept) kept.Push(block);
        else Interlocked.Decrement(ref count);
    }

    // Pinned for good: system calls and TLS need an address that stays.
    private sealed class Block(RecordBlocks pool) : IMemoryOwner<byte>
    {
        private int isReturned;

        public Memory<byte> Memory { get; } = MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true), 0, BlockSize);

        public void Lend() => Volatile.Write(ref isReturned, 0);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isReturned, 1) == 0) pool.Keep(this);
        }
    }
}
