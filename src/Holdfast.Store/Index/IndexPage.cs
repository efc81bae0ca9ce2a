using System.Buffers.Binary;
using System.IO.Hashing;
using Holdfast.Format.Chunks;

namespace Holdfast.Store.Index;

/// <summary>
/// A page of a run: 73 entries and a checksum. The checksum is seeded with the place of the page, so that a page read from
/// the wrong place, or left over from another file, is noticed like one with a flipped bit.
/// </summary>
internal static class IndexPage
{
    public const int Size = 4096;
    public const int Entries = 73;

    private const int ChecksumAt = Entries * EntryBytes.Size;

    public static void Seal(Span<byte> page, ulong run, int number) =>
        BinaryPrimitives.WriteUInt64LittleEndian(page[ChecksumAt..], Checksum(page, run, number));

    public static bool IsSound(ReadOnlySpan<byte> page, ulong run, int number) =>
        BinaryPrimitives.ReadUInt64LittleEndian(page[ChecksumAt..]) == Checksum(page, run, number);

    public static ReadOnlySpan<byte> Entry(ReadOnlySpan<byte> page, int at) => page.Slice(at * EntryBytes.Size, EntryBytes.Size);

    /// <summary>The first of <paramref name="count"/> entries whose id is not before <paramref name="id"/>.</summary>
    public static int LowerBound(ReadOnlySpan<byte> page, int count, in ChunkId id)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (EntryBytes.CompareId(Entry(page, middle), id) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static ulong Checksum(ReadOnlySpan<byte> page, ulong run, int number)
    {
        var seed = unchecked((long)((run << 32) ^ (uint)number));
        return XxHash3.HashToUInt64(page[..ChecksumAt], seed);
    }
}
