using System.Security.Cryptography;
using Holdfast.Store;

namespace Holdfast.Vault.Azure;

/// <summary>A blob in memory until it is sent in one request. <see cref="WriteAt"/> is thread-safe for disjoint ranges.</summary>
internal sealed class PackBuffer(SegmentPool pool) : IDisposable
{
    /// <summary>Far above any pack: what is larger is a mistake that must not take all memory.</summary>
    public const long Largest = 256 << 20;

    private readonly Lock gate = new();
    private readonly List<byte[]> segments = [];
    private long written;

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
        }
        for (var position = offset; position < end;)
        {
            var piece = Segment(position)[(int)(position % SegmentPool.SegmentLength)..];
            var count = (int)Math.Min(piece.Length, end - position);
            bytes.Slice((int)(position - offset), count).CopyTo(piece);
            position += count;
        }
        lock (gate) written = Math.Max(written, end);
    }

    public byte[] Md5(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        for (var position = 0L; position < length; position += SegmentPool.SegmentLength)
            hash.AppendData(Segment(position)[..(int)Math.Min(SegmentPool.SegmentLength, length - position)]);
        return hash.GetHashAndReset();
    }

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
    }

    private Span<byte> Segment(long position)
    {
        lock (gate) return segments[(int)(position / SegmentPool.SegmentLength)];
    }
}
