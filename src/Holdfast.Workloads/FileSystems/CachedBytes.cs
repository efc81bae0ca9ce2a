using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Keeps the blocks of a source that were read last, for metadata: what is below may have to unpack a chunk for every small read. Thread-safe.</summary>
internal sealed class CachedBytes(IByteSource source) : IByteSource
{
    private const int BlockLength = 64 << 10;
    private const int MostBlocks = 256;

    private readonly Lock guard = new();
    private readonly Dictionary<long, LinkedListNode<Block>> blocks = [];
    private readonly LinkedList<Block> byAge = new();

    public long Length => source.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        lock (guard)
        {
            while (!buffer.IsEmpty)
            {
                var within = (int)(offset % BlockLength);
                var length = Math.Min(buffer.Length, BlockLength - within);
                Find(offset / BlockLength).AsSpan(within, length).CopyTo(buffer);
                buffer = buffer[length..];
                offset += length;
            }
        }
    }

    private byte[] Find(long number)
    {
        if (blocks.TryGetValue(number, out var node))
        {
            byAge.Remove(node);
            byAge.AddFirst(node);
            return node.Value.Bytes;
        }

        var length = (int)Math.Min(BlockLength, Length - (number * BlockLength));
        var bytes = blocks.Count < MostBlocks || length < BlockLength ? new byte[length] : Drop();
        source.Read(number * BlockLength, bytes);
        blocks[number] = byAge.AddFirst(new Block(number, bytes));
        return bytes;
    }

    private byte[] Drop()
    {
        var oldest = byAge.Last!;
        byAge.RemoveLast();
        blocks.Remove(oldest.Value.Number);
        return oldest.Value.Bytes.Length == BlockLength ? oldest.Value.Bytes : new byte[BlockLength];
    }

    private sealed record Block(long Number, byte[] Bytes);
}
