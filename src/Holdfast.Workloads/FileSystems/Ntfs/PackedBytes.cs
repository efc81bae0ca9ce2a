using System.Buffers.Binary;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Content in chunks that are packed one by one, behind a table of where each begins (system compression of Windows 10).</summary>
/// <param name="stored">Table and chunks.</param>
/// <param name="size">Of the content.</param>
/// <param name="origin">Of what tells where it is stored, for errors.</param>
internal sealed class PackedBytes(IByteSource stored, long size, int chunkLength, IUnpacker unpacker, long origin) : IByteSource
{
    private readonly Lock guard = new();
    private readonly byte[] chunk = new byte[chunkLength];
    private readonly byte[] packed = new byte[chunkLength];
    private long current = -1;

    public long Length => size;

    private int WideEntry => size > uint.MaxValue ? sizeof(ulong) : sizeof(uint);

    private long Chunks => (size / chunkLength) + (size % chunkLength == 0 ? 0 : 1);

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        lock (guard)
        {
            while (!buffer.IsEmpty)
            {
                var within = (int)(offset % chunkLength);
                var piece = Math.Min(buffer.Length, chunkLength - within);
                Load(offset / chunkLength);
                chunk.AsSpan(within, piece).CopyTo(buffer);
                buffer = buffer[piece..];
                offset += piece;
            }
        }
    }

    private void Load(long number)
    {
        if (number == current) return;
        current = -1;
        long start = Start(number), end = number + 1 == Chunks ? stored.Length : Start(number + 1);
        var whole = (int)Math.Min(chunkLength, size - (number * chunkLength));
        if (start < 0 || end > stored.Length || end <= start || end - start > whole) throw Refuse(number, $"{end - start} bytes at {start}");
        var length = (int)(end - start);
        if (length == whole)
        {
            stored.Read(start, chunk.AsSpan(0, whole));
        }
        else
        {
            stored.Read(start, packed.AsSpan(0, length));
            Unpack(packed.AsSpan(0, length), chunk.AsSpan(0, whole), number);
        }

        current = number;
    }

    private void Unpack(ReadOnlySpan<byte> bytes, Span<byte> into, long number)
    {
        try
        {
            unpacker.Unpack(bytes, into);
        }
        catch (InvalidDataException refused)
        {
            throw Refuse(number, refused.Message);
        }
    }

    /// <summary>The table holds the beginning of each chunk but the first, counted from the table's end.</summary>
    private long Start(long number)
    {
        var tableLength = (Chunks - 1) * WideEntry;
        if (tableLength > stored.Length) throw Refuse(number, "a table of chunks that is not whole");
        if (number == 0) return tableLength;
        Span<byte> entry = stackalloc byte[sizeof(ulong)];
        entry.Clear();
        stored.Read((number - 1) * WideEntry, entry[..WideEntry]);
        var start = BinaryPrimitives.ReadUInt64LittleEndian(entry);
        return start <= (ulong)stored.Length ? tableLength + (long)start : throw Refuse(number, "a beginning beyond the end");
    }

    private MalformedFileException Refuse(long number, string found) => new(origin, $"chunk {number} of a compressed file", found);
}
