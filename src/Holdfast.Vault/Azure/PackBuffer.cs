using Holdfast.Store;

namespace Holdfast.Vault.Azure;

/// <summary>A blob in memory until it is sent in one request. <see cref="WriteAt"/> is thread-safe for disjoint ranges.</summary>
internal sealed class PackBuffer : IDisposable
{
    /// <summary>Far above any pack: what is larger is a mistake that must not take all memory.</summary>
    public const long Largest = 256 << 20;

    private readonly Lock gate = new();
    private readonly SegmentPool pool;
    private readonly RunningHash hash;
    private readonly List<byte[]> segments = [];
    private long written;

    public PackBuffer(SegmentPool pool)
    {
        this.pool = pool;
        hash = new RunningHash(this);
    }

    /// <summary>The end of the last byte written.</summary>
    public long Written
    {
        get
        {
            lock (gate) return written;
        }
    }

    /// <exception cref="StorageException"><see cref="StorageFault.WriteFailed"/>: larger than <see cref="Largest"/>.</exception>
    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset > Largest - bytes.Length) throw new StorageException(StorageFault.WriteFailed, $"A blob of more than {Largest} bytes is not sent to Azure.");
        var end = offset + bytes.Length;
        lock (gate)
        {
            while ((long)segments.Count * SegmentPool.SegmentLength < end) segments.Add(pool.Rent());
            // What nobody writes must not be what another blob left here. Whoever writes into this gap later comes after the zeros.
            for (var position = written; position < offset;)
            {
                var piece = Piece(position, offset);
                piece.Clear();
                position += piece.Length;
            }
            written = Math.Max(written, end);
        }
        for (var position = offset; position < end;)
        {
            var piece = Piece(position, end);
            bytes.Slice((int)(position - offset), piece.Length).CopyTo(piece);
            position += piece.Length;
        }
        hash.Wrote(offset, end);
    }

    /// <summary>Of the first bytes. Once, when nobody writes any more.</summary>
    public byte[] Md5(long length) => hash.Finish(length);

    /// <summary>What follows a position, up to the end of its piece. The position lies within what was written.</summary>
    public ReadOnlySpan<byte> From(long position) => Segment(position)[(int)(position % SegmentPool.SegmentLength)..];

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var segment in segments) pool.Return(segment);
            segments.Clear();
            written = 0;
        }
        hash.Dispose();
    }

    private Span<byte> Piece(long position, long end)
    {
        var start = (int)(position % SegmentPool.SegmentLength);
        return Segment(position).Slice(start, (int)Math.Min(SegmentPool.SegmentLength - start, end - position));
    }

    private Span<byte> Segment(long position)
    {
        lock (gate) return segments[(int)(position / SegmentPool.SegmentLength)];
    }
}
