using System.Buffers.Binary;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Unpacks XPRESS with Huffman codes, as MS-XCA 2.2 describes it, of one block. Not thread-safe.</summary>
internal sealed class XpressUnpacker : IUnpacker
{
    private const int Symbols = 512, LengthsBytes = 256, MostBits = 15;
    private const int LeastMatch = 3, LongMatch = 15, LongerMatch = 255;

    private readonly PrefixCode codes = new(Symbols, MostBits);
    private int at;
    private uint bits;
    private int spare;

    public void Unpack(ReadOnlySpan<byte> packed, Span<byte> buffer)
    {
        if (packed.Length < LengthsBytes + 4) throw new InvalidDataException("fewer bytes than a table of codes");
        ReadCodes(packed[..LengthsBytes]);
        at = LengthsBytes;
        bits = (uint)Word(packed) << 16 | Word(packed);
        spare = 16;
        for (var written = 0; written < buffer.Length;)
        {
            var symbol = codes.Symbol(bits);
            Skip(packed, codes.Lengths[symbol]);
            if (symbol < 256) buffer[written++] = (byte)symbol;
            else written += Repeat(packed, buffer, written, symbol - 256);
        }
    }

    private int Repeat(ReadOnlySpan<byte> packed, Span<byte> buffer, int written, int symbol)
    {
        var length = symbol & 0xf;
        var distanceBits = symbol >> 4;
        if (length == LongMatch)
        {
            length += Byte(packed);
            if (length == LongMatch + LongerMatch) length = Word(packed);
            if (length < LongMatch) throw new InvalidDataException("a length that has a shorter form");
        }

        length += LeastMatch;
        var distance = (1 << distanceBits) + (distanceBits == 0 ? 0 : (int)(bits >> (32 - distanceBits)));
        Skip(packed, distanceBits);
        if (distance > written) throw new InvalidDataException("a reference to before the chunk");
        if (length > buffer.Length - written) throw new InvalidDataException("a chunk that is too long");
        for (var i = 0; i < length; i++) buffer[written + i] = buffer[written + i - distance];
        return length;
    }

    private void ReadCodes(ReadOnlySpan<byte> table)
    {
        for (var i = 0; i < LengthsBytes; i++)
        {
            codes.Lengths[2 * i] = (byte)(table[i] & 0xf);
            codes.Lengths[(2 * i) + 1] = (byte)(table[i] >> 4);
        }

        codes.Build();
        if (codes.IsEmpty) throw new InvalidDataException("a table without codes");
    }

    private void Skip(ReadOnlySpan<byte> packed, int count)
    {
        bits <<= count;
        spare -= count;
        if (spare >= 0) return;
        bits |= (uint)Word(packed) << -spare;
        spare += 16;
    }

    private byte Byte(ReadOnlySpan<byte> packed) => at < packed.Length ? packed[at++] : throw new InvalidDataException("an end within a length");

    /// <summary>Behind the end are zeros: the last codes are read together with what would follow them.</summary>
    private ushort Word(ReadOnlySpan<byte> packed)
    {
        if (at + 2 > packed.Length)
        {
            at = packed.Length;
            return 0;
        }

        at += 2;
        return BinaryPrimitives.ReadUInt16LittleEndian(packed[(at - 2)..]);
    }
}
