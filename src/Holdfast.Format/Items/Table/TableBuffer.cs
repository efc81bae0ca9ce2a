using System.Runtime.CompilerServices;
using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>A growing byte buffer with the primitives of the item table: LEB128 varints, zigzag, length-prefixed bytes. docs/format.md §7.</summary>
internal sealed class TableBuffer
{
    private byte[] bytes = new byte[128 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Number(ulong value)
    {
        var at = Reserve(10, advance: false);
        var used = 0;
        while (value >= 0x80)
        {
            at[used++] = unchecked((byte)(value | 0x80));
            value >>= 7;
        }
        at[used++] = (byte)value;
        Length += used;
    }

    public void Signed(long value) => Number(unchecked((ulong)((value << 1) ^ (value >> 63))));

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    public void Id(in ChunkId id) => id.Write(Reserve(ChunkId.Size));

    public void Time(Timestamp time)
    {
        Signed(time.Seconds);
        Number(time.Nanoseconds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count, bool advance = true)
    {
        if (bytes.Length - Length < count) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        var span = bytes.AsSpan(Length, count);
        if (advance) Length += count;
        return span;
    }
}
