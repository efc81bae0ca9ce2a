using System.Buffers;

namespace Holdfast.Workloads.Disks;

/// <summary>Reads a source from front to back in pieces.</summary>
internal static class SourcePieces
{
    private const int PieceLength = 4 << 20;

    /// <summary>Takes one piece, in order.</summary>
    public delegate void Taker(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>A range of a source.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void Read(IByteSource source, ByteRange range, Taker take, CancellationToken cancellation)
    {
        if (range.Length == 0) return;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceLength, range.Length));
        try
        {
            for (var at = range.Offset; at < range.End;)
            {
                cancellation.ThrowIfCancellationRequested();
                var bytes = buffer.AsSpan(0, (int)Math.Min(buffer.Length, range.End - at));
                source.Read(at, bytes);
                take(at, bytes);
                at += bytes.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>All of a source.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void ReadAll(IByteSource source, Taker take, CancellationToken cancellation) => Read(source, new ByteRange(0, source.Length), take, cancellation);

    /// <summary>What of a disk may hold anything but zeros.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void ReadData(IDisk disk, Taker take, CancellationToken cancellation)
    {
        foreach (var range in disk.Data(new ByteRange(0, disk.Length))) Read(disk, range, take, cancellation);
    }
}
