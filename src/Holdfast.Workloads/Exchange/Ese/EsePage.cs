using System.Buffers.Binary;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Verifies single pages of a database.</summary>
public static class EsePage
{
    public const int Shortest = 2048, Longest = 32768;

    private const int FlagsField = 36, FurtherChecksums = 40;
    private const uint NewChecksum = 0x2000;

    /// <summary>Powers of two from 2 to 32 KiB.</summary>
    public static bool IsLength(long length) => length is Shortest or 4096 or 8192 or 16384 or Longest;

    /// <param name="number">Of the page: its checksum holds at that place of the file only.</param>
    public static EsePageState Look(ReadOnlySpan<byte> page, uint number)
    {
        var stored = BinaryPrimitives.ReadUInt64LittleEndian(page);
        if (stored == 0 && !page.ContainsAnyExcept((byte)0)) return EsePageState.Empty;
        if ((BinaryPrimitives.ReadUInt32LittleEndian(page[FlagsField..]) & NewChecksum) == 0)
            return stored == (((ulong)number << 32) | EseChecksum.Old(page)) ? EsePageState.Whole : EsePageState.Damaged;

        // Pages of 16 and 32 KiB are four blocks; the first holds its own checksum and, protected by that, those of the others.
        var length = page.Length <= 8192 ? page.Length : page.Length / 4;
        var state = State(stored, EseChecksum.New(page[..length], number, holdsChecksum: true), length);
        for (var (at, field) = (length, FurtherChecksums); at < page.Length && state != EsePageState.Damaged; at += length, field += sizeof(ulong))
        {
            var block = State(BinaryPrimitives.ReadUInt64LittleEndian(page[field..]), EseChecksum.New(page.Slice(at, length), number, holdsChecksum: false), length);
            if (block != EsePageState.Whole) state = block;
        }
        return state;
    }

    private static EsePageState State(ulong stored, ulong computed, int length) =>
        stored == computed ? EsePageState.Whole : EseChecksum.IsOneBit(stored, computed, length) ? EsePageState.OneBit : EsePageState.Damaged;
}
