using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Agent.Applications;

/// <summary>A file of a point as a seekable stream. Reads one after another take the chunks of a window together; a jump takes one chunk. Damage is an <see cref="IOException"/>.</summary>
internal sealed class PointFileStream : SeekableReading, IChunkReceiver
{
    private const int Window = 4 << 20, MostExtents = 256;
    private readonly IChunkSource chunks;
    private readonly FileExtents extents;
    private readonly Dictionary<ChunkId, List<(Extent Extent, int At)>> wanted = [];
    private byte[] window = [];
    private long windowStart;
    private int windowLength;
    private long lastEnd;
    private ChunkUnavailableException? missing;

    private PointFileStream(IChunkSource chunks, Item file) => (this.chunks, extents) = (chunks, new FileExtents(chunks, file));

    /// <exception cref="FileNotFoundException">The point has no such file, or no content of it.</exception>
    public static PointFileStream Open(ItemTableReader table, IChunkSource chunks, byte[] path) => new(chunks, Require(table, path));

    /// <summary>A file of a point that has content.</summary>
    /// <exception cref="FileNotFoundException">The point has no such file, or no content of it.</exception>
    internal static Item Require(ItemTableReader table, byte[] path)
    {
        var file = table.Find(path);
        return file is { Kind: ItemKind.File } && (file.Extents is not null || file.ExtentLists is not null || file.Size == 0) ? file
            : throw new FileNotFoundException($"The recovery point has no file '{ItemPath.ToDisplay(path)}'.");
    }

    public override long Length => extents.Size;

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty) return 0;
        if (Position < windowStart || Position >= windowStart + windowLength) Fill();
        var from = (int)(Position - windowStart);
        var length = Math.Min(buffer.Length, windowLength - from);
        window.AsSpan(from, length).CopyTo(buffer);
        Position += length;
        lastEnd = Position;
        return length;
    }

    void IChunkReceiver.Received(in ChunkId id, ReadOnlySpan<byte> plain)
    {
        foreach (var (extent, at) in wanted[id])
        {
            if (plain.Length < extent.Offset + extent.Length)
            {
                ((IChunkReceiver)this).Unavailable(new ChunkUnavailableException(id, $"it is {plain.Length} bytes long, and more are wanted"));
                return;
            }
            plain.Slice((int)extent.Offset, (int)extent.Length).CopyTo(window.AsSpan(at));
        }
    }

    void IChunkReceiver.Unavailable(ChunkUnavailableException reason) => Interlocked.CompareExchange(ref missing, reason, null);

    private void Fill()
    {
        windowLength = 0;
        wanted.Clear();
        missing = null;
        try
        {
            Gather(Position == lastEnd ? MostExtents : 1);
            if (wanted.Count > 0) chunks.ReadMany(wanted.Keys, this, CancellationToken.None);
            if (missing is not null) throw missing;
        }
        catch (Exception damage) when (damage is ChunkUnavailableException or MalformedDataException)
        {
            windowLength = 0;
            throw new IOException(damage.Message, damage);
        }
    }

    /// <summary>Which extents the window holds: the one at the position, and as many behind it as fit.</summary>
    private void Gather(int most)
    {
        var (extent, start) = extents.At(Position);
        if (window.Length == 0) window = new byte[Window];
        if (extent.IsHole)
        {
            windowStart = Position;
            windowLength = (int)Math.Min(Window, start + extent.Length - Position);
            window.AsSpan(0, windowLength).Clear();
            return;
        }
        windowStart = start;
        if (extent.Length > window.Length) window = new byte[extent.Length];
        for (var taken = 0; taken < most && !extent.IsHole && windowLength + extent.Length <= window.Length; taken++)
        {
            if (!wanted.TryGetValue(extent.Chunk, out var places)) wanted.Add(extent.Chunk, places = new List<(Extent, int)>(1));
            places.Add((extent, windowLength));
            windowLength += (int)extent.Length;
            if (windowStart + windowLength >= Length) return;
            (extent, _) = extents.At(windowStart + windowLength);
        }
    }
}
