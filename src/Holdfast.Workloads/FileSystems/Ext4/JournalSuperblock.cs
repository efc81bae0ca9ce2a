using System.Buffers.Binary;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>The first block of a journal. Numbers of a journal are big-endian.</summary>
/// <param name="First">The first block of the log, and <paramref name="End"/> the one behind its last: it goes round between them.</param>
/// <param name="Start">Where the log begins; 0: nothing is to be replayed.</param>
/// <param name="Sequence">Of the first transaction.</param>
/// <param name="Seed">Where checksums begin.</param>
internal sealed record JournalSuperblock(uint First, uint End, uint Start, uint Sequence, bool IsWide, bool HasOldChecksums, bool HasNewChecksums, uint Seed)
{
    public const uint Magic = 0xc03b3998;

    private const uint Revokes = 1, Wide = 2, AsynchronousCommit = 4, OldChecksums = 8, NewChecksums = 0x10, FastCommits = 0x20;
    private const int Length = 1024, ChecksumAt = 0xfc;
    private const uint UsualFastBlocks = 256;

    /// <summary>What a journal has at most is in memory as long as the volume is open.</summary>
    private const uint MostBlocks = 1 << 20;

    public bool HasChecksums => HasOldChecksums || HasNewChecksums;

    public static JournalSuperblock Read(IByteSource journal, int blockLength, long origin)
    {
        var bytes = journal.Read(0, Length);
        uint At(int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
        if (At(0) != Magic || At(4) is not (3 or 4)) throw new MalformedFileException(origin, "a journal", "something else");
        if (At(12) != blockLength) throw new MalformedFileException(origin, $"a journal with blocks of {blockLength} bytes", $"{At(12)}");
        var features = At(4) == 3 ? 0 : At(40);
        const uint known = Revokes | Wide | AsynchronousCommit | OldChecksums | NewChecksums | FastCommits;
        if ((features & ~known) != 0) throw new NotSupportedException($"The file system was not unmounted, and its journal has features that are not known here ({features & ~known:x}).");
        var hasChecksums = (features & (OldChecksums | NewChecksums)) != 0;
        if (hasChecksums) Verify(bytes, origin);
        var end = At(16);
        // What was committed the fast way since the last whole transaction lies behind the log, and is not replayed.
        if ((features & FastCommits) != 0) end -= Math.Min(end, At(0x54) == 0 ? UsualFastBlocks : At(0x54));
        if (end > MostBlocks) throw new NotSupportedException($"The file system was not unmounted, and its journal has more than {MostBlocks} blocks.");
        var (first, start) = (At(20), At(28));
        if (first == 0 || end > journal.Length / blockLength || first >= end || (start != 0 && (start < first || start >= end))) throw new MalformedFileException(origin, "where the log of a journal lies", $"blocks {first} to {end} beginning with {start}");
        return new JournalSuperblock(first, end, start, At(24), (features & Wide) != 0, (features & OldChecksums) != 0, (features & NewChecksums) != 0, Crc32C.Append(Crc32C.Start, bytes.AsSpan(48, 16)));
    }

    private static void Verify(byte[] bytes, long origin)
    {
        var stored = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(ChecksumAt));
        var copy = (byte[])bytes.Clone();
        copy.AsSpan(ChecksumAt, 4).Clear();
        var computed = Crc32C.Append(Crc32C.Start, copy);
        if (stored != computed) throw new MalformedFileException(origin, $"a journal whose first block has the checksum {computed:x8}", $"{stored:x8}");
    }
}
