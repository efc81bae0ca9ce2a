using System.Collections.Concurrent;

namespace Holdfast.Vault.Azure;

/// <summary>Pieces of memory that packs are gathered in, kept for the next pack up to a bound. What they hold when they are rented is anything. Thread-safe.</summary>
internal sealed class SegmentPool(int keptSegments)
{
    public const int SegmentLength = 1 << 20;

    private readonly ConcurrentBag<byte[]> free = [];
    private int kept;

    /// <summary>Keeps at most 128 MiB between packs.</summary>
    public static SegmentPool Shared { get; } = new(128);

    public byte[] Rent()
    {
        if (!free.TryTake(out var segment)) return new byte[SegmentLength];
        Interlocked.Decrement(ref kept);
        return segment;
    }

    public void Return(byte[] segment)
    {
        if (Interlocked.Increment(ref kept) > keptSegments) Interlocked.Decrement(ref kept);
        else free.Add(segment);
    }
}
