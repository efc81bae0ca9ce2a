using System.Buffers.Binary;
using System.Numerics;

namespace Holdfast.Testing.Exchange;

/// <summary>Checksums of the Extensible Storage Engine bit by bit, as their definition has it.</summary>
public static class EseSeal
{
    /// <summary>Gives a header its checksum.</summary>
    public static void Header(Span<byte> header) => BinaryPrimitives.WriteUInt32LittleEndian(header, Words(header[4..]) ^ 0x89ABCDEF);

    /// <summary>Gives a page the old checksum.</summary>
    public static void OldPage(Span<byte> page, uint number)
    {
        page[37] &= 0xDF;
        BinaryPrimitives.WriteUInt32LittleEndian(page[4..], number);
        Header(page);
    }

    /// <summary>Gives a page, or a segment of a log, the new checksum; large pages one for each of their four blocks.</summary>
    public static void NewPage(Span<byte> page, uint number)
    {
        page[37] |= 0x20;
        var block = page.Length <= 8192 ? page.Length : page.Length / 4;
        for (var at = block; at < page.Length; at += block) BinaryPrimitives.WriteUInt64LittleEndian(page[(32 + (at / block * 8))..], Sum(page.Slice(at, block), number));
        page[..8].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(page, Sum(page[..block], number));
    }

    /// <summary>The new checksum over all bytes.</summary>
    public static ulong Sum(ReadOnlySpan<byte> block, uint number)
    {
        uint fromFront = 0, fromBack = 0;
        var last = (uint)(block.Length * 8) - 1;
        for (var at = 0; at < block.Length; at += 8)
        {
            for (var bits = BinaryPrimitives.ReadUInt64LittleEndian(block[at..]); bits != 0; bits &= bits - 1)
            {
                var place = (uint)(at * 8) + (uint)BitOperations.TrailingZeroCount(bits);
                fromFront ^= place;
                fromBack ^= last - place;
            }
        }
        return ((ulong)((fromBack << 16) | fromFront) << 32) | (Words(block) ^ number);
    }

    private static uint Words(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4) sum ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        return sum;
    }
}
