using System.Buffers.Binary;
using System.Globalization;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>The 22 bytes before each stream of a block.</summary>
/// <param name="IsOpaque">It is encrypted or compressed.</param>
internal readonly record struct StreamHeader(uint Tag, long Length, bool IsOpaque)
{
    public const int HeaderLength = 22;

    private const int ChecksumAt = 20;

    /// <exception cref="Inspection.MalformedFileException">No header, or a damaged one.</exception>
    public static StreamHeader Read(ReadOnlySpan<byte> bytes, long offset)
    {
        var tag = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (!Tags.IsName(tag))
        {
            throw new Inspection.MalformedFileException(offset, "the name of a stream", Tags.Text(tag));
        }

        var stored = BinaryPrimitives.ReadUInt16LittleEndian(bytes[ChecksumAt..]);
        var computed = Xor16.Of(bytes[..ChecksumAt]);
        if (stored != computed)
        {
            throw new Inspection.MalformedFileException(offset, $"a header of stream {Tags.Text(tag)} with checksum {computed:x4}", $"checksum {stored:x4}");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        if (length > long.MaxValue / 2)
        {
            throw new Inspection.MalformedFileException(offset + 8, $"a length of stream {Tags.Text(tag)}", length.ToString(CultureInfo.InvariantCulture));
        }

        return new StreamHeader(tag, (long)length, BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..]) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]) != 0);
    }
}
