using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads.Disks;

namespace Holdfast.Agent.Disks;

/// <summary>
/// A file of a recovery point as a disk: read at any place from any number of threads. Chunks are decoded once and kept in a bounded cache; reads that go on where
/// others ended have what follows decoded ahead, on threads of their own. Holes are told as holes. Memory: the cache, and some lists of extents.
/// </summary>
/// <remarks>Whoever opens it sees to it that the point is not deleted while it is read. Dispose it once nobody reads any more.</remarks>
public sealed class PointFileDisk : IDisk
{
    /// <summary>Bytes of decoded chunks that are kept.</summary>
    public const long StandardCache = 64 << 20;

    /// <summary>A read is done in steps of so many bytes at most, so that what it holds on to is bounded.</summary>
    private const int LongestStep = 4 << 20;

    private readonly FileExtents extents;
    private readonly ChunkCache cache;
    private readonly ReadAhead ahead;

    /// <param name="file">An item that is a file and has content.</param>
    public PointFileDisk(IChunkSource chunks, Item file, int sectorLength = 512, long cacheBytes = StandardCache)
    {
        extents = new FileExtents(chunks, file);
        cache = new ChunkCache(chunks, cacheBytes);
        ahead = new ReadAhead(extents.Size, cacheBytes);
        SectorLength = sectorLength;
    }

    public long Length => extents.Size;

    public int SectorLength { get; }

    /// <summary>Opens a file of a point by its path in the table.</summary>
    /// <exception cref="FileNotFoundException">The point has no such file, or no content of it.</exception>
    public static PointFileDisk Open(ItemTableReader table, IChunkSource chunks, byte[] path, int sectorLength = 512) =>
        new(chunks, PointFileStream.Require(table, path), sectorLength);

    public void Read(long offset, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (buffer.Length > Length - offset) throw new EndOfStreamException($"Byte {Length} is the end of the file; {buffer.Length} bytes from byte {offset} were wanted.");
        while (buffer.Length > 0)
        {
            var step = buffer[..Math.Min(buffer.Length, LongestStep)];
            try
            {
                Fill(offset, step);
            }
            catch (Exception damage) when (damage is ChunkUnavailableException or MalformedDataException or HoldfastException)
            {
                throw new IOException(damage.Message, damage);
            }
            offset += step.Length;
            buffer = buffer[step.Length..];
        }
    }

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(range.Offset);
        range = range with { Length = Math.Clamp(Length - range.Offset, 0, range.Length) };
        long start = 0, end = 0; // the run of data that was met last
        using var pieces = extents.Within(range.Offset, range.Length).GetEnumerator();
        while (Next(pieces, out var extent, out var at))
        {
            if (extent.IsHole) continue;
            if (at > end || end == 0)
            {
                if (end > start) yield return new ByteRange(start, end - start);
                start = Math.Max(at, range.Offset);
            }
            end = Math.Min(at + extent.Length, range.End);
        }
        if (end > start) yield return new ByteRange(start, end - start);
    }

    public void Dispose() => cache.Dispose();

    private static bool Next(IEnumerator<(Extent Extent, long Start)> pieces, out Extent extent, out long start)
    {
        try
        {
            var any = pieces.MoveNext();
            (extent, start) = any ? pieces.Current : default;
            return any;
        }
        catch (Exception damage) when (damage is ChunkUnavailableException or MalformedDataException or HoldfastException)
        {
            throw new IOException(damage.Message, damage);
        }
    }

    private void Fill(long offset, Span<byte> buffer)
    {
        var wanted = extents.Within(offset, buffer.Length).ToList();
        using var held = cache.Take([.. wanted.Where(piece => !piece.Extent.IsHole).Select(piece => piece.Extent.Chunk).Distinct()]);
        foreach (var (from, length) in ahead.After(offset, buffer.Length)) cache.Prefetch(ChunksOf(from, length));
        held.Load();
        foreach (var (extent, start) in wanted)
        {
            var skipped = Math.Max(offset - start, 0);
            var to = (int)(start + skipped - offset);
            var length = (int)Math.Min(extent.Length - skipped, buffer.Length - to);
            var target = buffer.Slice(to, length);
            if (extent.IsHole) target.Clear();
            else Piece(held.Of(extent.Chunk).Span, extent, skipped, length).CopyTo(target);
        }
    }

    private static ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> plain, in Extent extent, long skipped, int length)
    {
        if (plain.Length - extent.Offset - skipped < length) throw new ChunkUnavailableException(extent.Chunk, $"it is {plain.Length} bytes long, and more are wanted");
        return plain.Slice((int)(extent.Offset + skipped), length);
    }

    private List<ChunkId> ChunksOf(long from, long length) =>
        [.. extents.Within(from, length).Where(piece => !piece.Extent.IsHole).Select(piece => piece.Extent.Chunk).Distinct()];
}
