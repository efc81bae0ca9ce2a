using System.Buffers;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Nbd;

/// <summary>A disk that an NBD server gives. Owns the connection.</summary>
internal sealed class NbdDisk(NbdClient client, int sectorLength) : IDisk
{
    /// <summary>Bytes whose state one question asks for: below 4 GiB, a multiple of every block length.</summary>
    private const uint LongestQuestion = 2u << 30;

    public long Length => client.Export.Length;

    public int SectorLength => sectorLength;

    /// <summary>Bytes of content that the server was asked for.</summary>
    public long BytesRead => client.BytesRead;

    /// <param name="bitmap">Name of a dirty bitmap that <see cref="Dirty"/> will be asked for; null for none.</param>
    /// <exception cref="NbdException">The server does not give it.</exception>
    public static NbdDisk Open(NbdAddress address, string export, string? bitmap, int sectorLength, CancellationToken cancellation)
    {
        string[] contexts = bitmap is null ? [NbdProtocol.AllocationContext] : [NbdProtocol.AllocationContext, NbdProtocol.DirtyBitmapPrefix + bitmap];
        return new NbdDisk(NbdClient.Open(address, export, contexts, cancellation), sectorLength);
    }

    public void Read(long offset, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (buffer.Length > Length - offset) throw new EndOfStreamException($"Byte {Length} is the end of the disk.");
        var block = client.Export.SmallestBlock;
        if (offset % block == 0 && buffer.Length % block == 0)
        {
            if (buffer.Length > 0) client.Read(offset, buffer);
            return;
        }
        var start = offset - (offset % block);
        var around = ArrayPool<byte>.Shared.Rent((int)(offset - start) + buffer.Length + block);
        try
        {
            var end = Math.Min(Length, offset + buffer.Length + block - 1);
            var whole = around.AsSpan(0, (int)((end - start) / block * block));
            client.Read(start, whole);
            whole.Slice((int)(offset - start), buffer.Length).CopyTo(buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(around);
        }
    }

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        if (!client.Export.Contexts.ContainsKey(NbdProtocol.AllocationContext)) return range.Length == 0 ? [] : [range];
        return Ranges(range, NbdProtocol.AllocationContext, static state => (state & NbdProtocol.StateZero) == 0);
    }

    /// <summary>What a dirty bitmap of QEMU says of the whole disk: ascending, apart.</summary>
    /// <exception cref="NbdException">The server has no such bitmap.</exception>
    public IReadOnlyList<ByteRange> Dirty(string bitmap)
    {
        var dirty = new RangeList();
        foreach (var range in Ranges(new ByteRange(0, Length), NbdProtocol.DirtyBitmapPrefix + bitmap, static state => (state & NbdProtocol.StateDirty) != 0)) dirty.Add(range);
        return dirty.Ranges;
    }

    public void Dispose() => client.Dispose();

    private IEnumerable<ByteRange> Ranges(ByteRange range, string context, Predicate<uint> counts)
    {
        var block = client.Export.SmallestBlock;
        ByteRange? open = null;
        for (var at = range.Offset - (range.Offset % block); at < range.End;)
        {
            // Servers want whole blocks, except at the end of an export that does not end with one.
            var rest = Math.Min(Length - at, ((range.End - at) + block - 1) / block * block);
            foreach (var extent in client.Status(at, (uint)Math.Min(rest, LongestQuestion), context))
            {
                var (start, end) = (Math.Max(at, range.Offset), Math.Min(at + extent.Length, range.End));
                at += extent.Length;
                if (start >= end || !counts(extent.State)) continue;
                if (open is { } before && before.End == start) open = before with { Length = end - before.Offset };
                else
                {
                    if (open is { } done) yield return done;
                    open = new ByteRange(start, end - start);
                }
            }
        }
        if (open is { } last) yield return last;
    }
}
