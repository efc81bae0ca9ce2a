using System.Buffers.Binary;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>One of the two headers of a GPT (UEFI specification, 5.3.2).</summary>
/// <param name="Alternate">Sector of the other header.</param>
/// <param name="EntriesAt">Sector of the entries that go with this header.</param>
internal sealed record GptHeader(long Alternate, long EntriesAt, int EntryCount, int EntryLength, uint EntriesChecksum)
{
    public const int Shortest = 92;
    private const int ShortestEntry = 128, LongestEntry = 4096, MostEntryBytes = 4 << 20;

    /// <exception cref="MalformedFileException">It is not there, or damaged.</exception>
    public static GptHeader Read(IDisk disk, long sector)
    {
        var offset = sector * disk.SectorLength;
        if (sector < 1 || offset > disk.Length - disk.SectorLength) throw new MalformedFileException(Math.Max(0, offset), "the header of a GPT", "the end of the disk");
        var bytes = disk.Read(offset, disk.SectorLength);
        if (!bytes.AsSpan().StartsWith("EFI PART"u8)) throw new MalformedFileException(offset, "\"EFI PART\", the beginning of the header of a GPT", "something else");
        var length = U32(bytes, 12);
        if (length < Shortest || length > bytes.Length) throw new MalformedFileException(offset + 12, "the length of the header of a GPT, 92 bytes or more", $"{length}");
        var stored = U32(bytes, 16);
        bytes.AsSpan(16, 4).Clear();
        var computed = Crc32.Of(bytes.AsSpan(0, (int)length));
        if (stored != computed) throw new MalformedFileException(offset + 16, $"the checksum {computed:x8} of the header", $"{stored:x8}");
        if (U64(bytes, 24) != (ulong)sector) throw new MalformedFileException(offset + 24, $"the sector of this header, {sector}", $"{U64(bytes, 24)}");
        var (count, entry) = (U32(bytes, 80), U32(bytes, 84));
        if (entry is < ShortestEntry or > LongestEntry || (entry & 7) != 0) throw new MalformedFileException(offset + 84, "the length of an entry, 128 to 4096 bytes", $"{entry}");
        if (count > MostEntryBytes / entry) throw new MalformedFileException(offset + 80, $"at most {MostEntryBytes} bytes of entries", $"{count} entries");
        return new GptHeader(Sector(bytes, 32, offset), Sector(bytes, 72, offset), (int)count, (int)entry, U32(bytes, 88));
    }

    private static long Sector(byte[] bytes, int at, long offset)
    {
        var value = U64(bytes, at);
        return value <= long.MaxValue / LongestEntry ? (long)value : throw new MalformedFileException(offset + at, "the number of a sector", $"{value}");
    }

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ulong U64(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
}
