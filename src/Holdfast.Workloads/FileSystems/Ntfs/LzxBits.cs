using System.Buffers.Binary;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>The bits of a chunk: words of 16 bits with the low byte first, of each the highest bit first.</summary>
/// <param name="packed">All of the chunk.</param>
internal ref struct LzxBits(ReadOnlySpan<byte> packed)
{
    private readonly ReadOnlySpan<byte> packed = packed;
    private uint bits;
    private int ready;
    private int borrowed;

    /// <summary>The first byte that was not looked at yet.</summary>
    public int At { get; private set; }

    /// <summary>A number of 0 to 16 bits.</summary>
    public int Read(int count)
    {
        if (count == 0) return 0;
        Fill(count);
        var value = (int)(bits >> (32 - count));
        Drop(count);
        return value;
    }

    /// <exception cref="InvalidDataException">There is no code, or no bits are left.</exception>
    public int Read(PrefixCode code)
    {
        if (code.IsEmpty) throw new InvalidDataException($"a symbol of a code that has none, at byte {At}");
        Fill(16);
        var symbol = code.Symbol(bits);
        Drop(code.Lengths[symbol]);
        return symbol;
    }

    /// <summary>Goes to the next word, passing over at least one bit; bytes follow, and not bits.</summary>
    public void BeginBytes()
    {
        Fill(1);
        // Whole words that were looked at ahead of need go back.
        At -= ready / 16 * 2 - (ready % 16 == 0 ? 2 : 0);
        (bits, ready) = (0, 0);
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > packed.Length - At) throw new InvalidDataException($"an end within {count} bytes, at byte {At}");
        At += count;
        return packed.Slice(At - count, count);
    }

    /// <summary>Bits follow again, at a whole word.</summary>
    public void EndBytes(int count)
    {
        if ((count & 1) != 0 && At < packed.Length) At++;
    }

    private void Drop(int count)
    {
        bits <<= count;
        ready -= count;
        if (ready < borrowed) throw new InvalidDataException($"an end within a block, at byte {At}");
    }

    /// <summary>Behind the end are zeros, which may be looked at and not be taken.</summary>
    private void Fill(int count)
    {
        while (ready < count)
        {
            uint word = 0;
            if (At + 2 <= packed.Length) word = BinaryPrimitives.ReadUInt16LittleEndian(packed[At..]);
            else borrowed += 16;
            if (borrowed == 0) At += 2;
            bits |= word << (16 - ready);
            ready += 16;
        }
    }
}
