using System.Buffers.Binary;
using Holdfast.Format;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>
/// The front of a file of an incremental backup: which blocks follow. Magic, number of blocks, length before which blocks that do not follow stand in an earlier backup, the
/// numbers in rising order; where blocks follow, filled up to a whole page.
/// </summary>
internal sealed class IncrementalHeader
{
    public const uint Magic = 0xD3AE1F0D;

    public const int FixedLength = 12;

    private IncrementalHeader(uint truncation, uint[] blocks)
    {
        Blocks = blocks;
        PreviousBlocks = truncation;
        Length = blocks.Length == 0 ? FixedLength : (int)((FixedLength + (blocks.Length * 4L) + PageChecksum.PageSize - 1) / PageChecksum.PageSize * PageChecksum.PageSize);
        ResultBlocks = blocks.Length == 0 ? truncation : Math.Max(truncation, blocks[^1] + 1);
    }

    public uint[] Blocks { get; }

    /// <summary>Below this number, what does not follow stands in the earlier backup; from it on, what does not follow was never written.</summary>
    public uint PreviousBlocks { get; }

    /// <summary>Bytes before the first block.</summary>
    public int Length { get; }

    /// <summary>Blocks of the whole file.</summary>
    public uint ResultBlocks { get; }

    /// <summary>Length of the header at the front of <paramref name="front"/>, before the padding; 0 where more bytes are needed.</summary>
    public static int LengthOf(ReadOnlySpan<byte> front, string path)
    {
        if (front.Length < FixedLength) return 0;
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(front);
        if (magic == BinaryPrimitives.ReverseEndianness(Magic)) throw new MalformedDataException($"{path} comes from a big-endian computer, which is not supported.");
        if (magic != Magic) throw new MalformedDataException($"{path} is no file of an incremental backup: its first 4 bytes are 0x{magic:X8}.");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(front[4..]);
        if (count > RelationFile.PagesPerSegment) throw new MalformedDataException($"{path} says at byte 4 that {count} blocks follow; a file has at most {RelationFile.PagesPerSegment}.");
        return FixedLength + (int)(count * 4);
    }

    /// <param name="header">As long as <see cref="LengthOf"/> said.</param>
    public static IncrementalHeader Parse(ReadOnlySpan<byte> header, string path)
    {
        if (LengthOf(header, path) is var length && (length == 0 || length > header.Length)) throw new MalformedDataException($"{path} ends within its header, at byte {header.Length}.");
        var truncation = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (truncation > RelationFile.PagesPerSegment) throw new MalformedDataException($"{path} says at byte 8 that the file has {truncation} blocks.");
        var blocks = new uint[(length - FixedLength) / 4];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = BinaryPrimitives.ReadUInt32LittleEndian(header[(FixedLength + (i * 4))..]);
            if (blocks[i] >= RelationFile.PagesPerSegment || (i > 0 && blocks[i] <= blocks[i - 1]))
                throw new MalformedDataException($"{path} names block {blocks[i]} out of order at byte {FixedLength + (i * 4)}.");
        }
        return new IncrementalHeader(truncation, blocks);
    }
}
