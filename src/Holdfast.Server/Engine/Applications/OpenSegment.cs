using Holdfast.Format.Chunks;
using Holdfast.Format.Items;

namespace Holdfast.Server.Engine.Applications;

/// <summary>
/// The segment that a log is appended to. What a commit finds unfinished becomes a chunk of its own; when a whole chunk has come together, it takes the place
/// of those pieces. So each commit stores what is new, and the segment ends as few chunks.
/// </summary>
internal sealed class OpenSegment(Item item)
{
    /// <summary>1 MiB: a sixteenth of a WAL segment.</summary>
    private const int ChunkLength = 1 << 20;

    private readonly List<Extent> whole = [];
    private readonly List<Extent> pieces = [];
    private readonly byte[] tail = new byte[ChunkLength];
    private int filled;
    private int stored;

    public Item Item => item;

    /// <summary>Goes on with a segment that was committed in part.</summary>
    public static OpenSegment Resume(Item item, IReadOnlyList<Extent> extents, IChunkSource chunks)
    {
        var segment = new OpenSegment(item);
        foreach (var extent in extents)
        {
            if (segment.filled == 0 && extent.Length % ChunkLength == 0)
            {
                segment.whole.Add(extent);
                continue;
            }
            var bytes = extent.IsHole ? new byte[extent.Length] : chunks.Read(extent.Chunk).AsSpan((int)extent.Offset, (int)extent.Length).ToArray();
            bytes.CopyTo(segment.tail, segment.filled);
            segment.filled += bytes.Length;
            segment.stored = segment.filled;
            segment.pieces.Add(extent);
        }
        return segment;
    }

    public void Append(ReadOnlySpan<byte> bytes, ChunkWriter chunks)
    {
        item.Size += bytes.Length;
        while (!bytes.IsEmpty)
        {
            var some = Math.Min(bytes.Length, ChunkLength - filled);
            bytes[..some].CopyTo(tail.AsSpan(filled));
            filled += some;
            bytes = bytes[some..];
            if (filled < ChunkLength) continue;
            whole.Add(Stored(tail, chunks));
            pieces.Clear();
            (filled, stored) = (0, 0);
        }
    }

    /// <summary>Stores what is not stored yet, and gives the item its extents.</summary>
    public void Settle(ChunkWriter chunks)
    {
        if (filled > stored) pieces.Add(Stored(tail.AsSpan(stored, filled - stored), chunks));
        stored = filled;
        item.Extents = [.. whole, .. pieces];
    }

    private static Extent Stored(ReadOnlySpan<byte> bytes, ChunkWriter chunks) =>
        bytes.ContainsAnyExcept((byte)0) ? Extent.Data(chunks.Write(ChunkKind.Content, bytes), 0, (uint)bytes.Length) : Extent.Hole(bytes.Length);
}
