using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>
/// The checksum of a data page: 32 interleaved sums in the manner of FNV-1a, each from an offset of its own, folded by exclusive or. The block's number is part of it, so that a
/// page in a wrong place is found. PostgreSQL: storage/checksum_impl.h.
/// </summary>
internal static class PageChecksum
{
    public const int PageSize = 8192;

    private const uint Prime = 16777619;

    private const int Lanes = 32, ChecksumAt = 8, UpperAt = 14;

    private static readonly uint[] Offsets =
    [
        0x5B1F36E9, 0xB8525960, 0x02AB50AA, 0x1DE66D2A, 0x79FF467A, 0x9BB9F8A3, 0x217E7CD2, 0x83E13D2C, 0xF8D4474F, 0xE39EB970, 0x42C6AE16, 0x993216FA, 0x7B093B5D, 0x98DAFF3C,
        0xF718902A, 0x0B1C9CDB, 0xE58F764B, 0x187636BC, 0x5D7B3BB1, 0xE73DE7DE, 0x92BEC979, 0xCCA6C0B2, 0x304A0979, 0x85AA43D4, 0x783125BB, 0x6CA8EAA2, 0xE407EAC6, 0x4B5CFC3E,
        0x9FBF8C76, 0x15CA20BE, 0xF2CA9FD3, 0x959BD756,
    ];

    /// <summary>A page that was added to its file and never written has no checksum.</summary>
    public static bool IsNew(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt16LittleEndian(page[UpperAt..]) == 0;

    /// <summary>Position of the log record that last changed the page.</summary>
    public static Lsn ReadLsn(ReadOnlySpan<byte> page) =>
        new(((ulong)BinaryPrimitives.ReadUInt32LittleEndian(page) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(page[4..]));

    public static ushort Stored(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt16LittleEndian(page[ChecksumAt..]);

    /// <param name="page">8 KiB.</param>
    /// <param name="block">Number within the relation, across its segments.</param>
    public static ushort Compute(ReadOnlySpan<byte> page, uint block)
    {
        var words = MemoryMarshal.Cast<byte, uint>(page[..PageSize]);
        Vector256<uint> s0 = Vector256.Create(Offsets.AsSpan(0, 8)), s1 = Vector256.Create(Offsets.AsSpan(8, 8)), s2 = Vector256.Create(Offsets.AsSpan(16, 8)), s3 = Vector256.Create(Offsets.AsSpan(24, 8));
        for (var row = 0; row < words.Length; row += Lanes)
        {
            var first = Vector256.Create(words[row..]);
            // The checksum itself counts as zero: the low half of the third word.
            if (row == 0) first = first.WithElement(2, first.GetElement(2) & 0xFFFF0000);
            s0 = Mix(s0, first);
            s1 = Mix(s1, Vector256.Create(words[(row + 8)..]));
            s2 = Mix(s2, Vector256.Create(words[(row + 16)..]));
            s3 = Mix(s3, Vector256.Create(words[(row + 24)..]));
        }
        for (var i = 0; i < 2; i++)
        {
            s0 = Mix(s0, Vector256<uint>.Zero);
            s1 = Mix(s1, Vector256<uint>.Zero);
            s2 = Mix(s2, Vector256<uint>.Zero);
            s3 = Mix(s3, Vector256<uint>.Zero);
        }
        var folded = s0 ^ s1 ^ s2 ^ s3;
        var sum = block;
        for (var i = 0; i < 8; i++) sum ^= folded.GetElement(i);
        return (ushort)((sum % 65535) + 1);
    }

    private static Vector256<uint> Mix(Vector256<uint> sum, Vector256<uint> value)
    {
        var mixed = sum ^ value;
        return (mixed * Vector256.Create(Prime)) ^ (mixed >>> 17);
    }
}
