using System.Buffers.Binary;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>The 52 bytes that every block begins with.</summary>
/// <param name="FirstStream">Bytes from the block's start to its first stream, or to the next block where it has none.</param>
internal readonly record struct BlockHeader(uint Tag, ushort FirstStream)
{
    public const int Length = 52;

    private const int ChecksumAt = 50;

    /// <summary>Filemarks have no streams.</summary>
    public bool HasStreams => Tag != Tags.Filemark && Tag != Tags.MediumEnd;

    /// <exception cref="Inspection.MalformedFileException">No header, or a damaged one.</exception>
    public static BlockHeader Read(ReadOnlySpan<byte> bytes, long offset)
    {
        var tag = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (!Tags.IsName(tag))
        {
            throw new Inspection.MalformedFileException(offset, "the name of a block", Tags.Text(tag));
        }

        var stored = BinaryPrimitives.ReadUInt16LittleEndian(bytes[ChecksumAt..]);
        var computed = Xor16.Of(bytes[..ChecksumAt]);
        if (stored != computed)
        {
            throw new Inspection.MalformedFileException(offset, $"a header of block {Tags.Text(tag)} with checksum {computed:x4}", $"checksum {stored:x4}");
        }

        var first = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        return first >= Length ? new BlockHeader(tag, first) : throw new Inspection.MalformedFileException(offset + 8, $"a block of at least {Length} bytes", first.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
