using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>Reads what <see cref="TableBuffer"/> wrote; every read is bounded by the block.</summary>
internal ref struct TableCursor(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> block = block;
    private int at = 0;

    public readonly bool AtEnd => at == block.Length;

    public byte Byte()
    {
        if (at >= block.Length) throw CutShort();
        return block[at++];
    }

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1) break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new MalformedDataException("A number in an item table is too long.");
    }

    public uint Small()
    {
        var value = Number();
        return value <= uint.MaxValue ? (uint)value : throw new MalformedDataException("A number in an item table is out of range.");
    }

    public long Size()
    {
        var value = Number();
        return value <= long.MaxValue ? (long)value : throw new MalformedDataException("A size in an item table is out of range.");
    }

    public int Count(int most)
    {
        var value = Number();
        return value <= (ulong)most ? (int)value : throw new MalformedDataException($"A count in an item table is {value}; at most {most} is allowed.");
    }

    /// <summary>A count of things of at least <paramref name="size"/> bytes each: never more than the block can still hold, so that a false count costs no memory.</summary>
    public int Count(int most, int size)
    {
        var count = Count(most);
        return (long)count * size <= block.Length - at ? count : throw CutShort();
    }

    public long Signed()
    {
        var value = Number();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public ReadOnlySpan<byte> Bytes(int most)
    {
        var length = Count(most);
        if (block.Length - at < length) throw CutShort();
        var bytes = block.Slice(at, length);
        at += length;
        return bytes;
    }

    public ChunkId Id()
    {
        if (block.Length - at < ChunkId.Size) throw CutShort();
        var id = ChunkId.Read(block.Slice(at, ChunkId.Size));
        at += ChunkId.Size;
        return id;
    }

    public Timestamp Time()
    {
        var seconds = Signed();
        var nanoseconds = Small();
        return nanoseconds < 1_000_000_000 ? new Timestamp(seconds, nanoseconds) : throw new MalformedDataException("A time in an item table has more than a second of nanoseconds.");
    }

    private static MalformedDataException CutShort() => new("An item table block is cut short.");
}
