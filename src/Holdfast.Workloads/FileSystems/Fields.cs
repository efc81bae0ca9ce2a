using System.Buffers.Binary;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems;

/// <summary>A structure of a volume, read field by field, little-endian.</summary>
/// <param name="bytes">Of the structure.</param>
/// <param name="origin">Offset of its first byte on the volume, for errors.</param>
/// <remarks>Every read throws <see cref="MalformedFileException"/> where the field does not lie in the structure.</remarks>
internal readonly ref struct Fields(ReadOnlySpan<byte> bytes, long origin)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Length => bytes.Length;

    public long Origin => origin;

    public byte U8(int at) => Slice(at, 1)[0];

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    public uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    public ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(at, 8));

    /// <summary>A 64-bit number that is a length or an offset in bytes, thus not negative as a signed one.</summary>
    public long Length64(int at, string what)
    {
        var value = U64(at);
        return value <= long.MaxValue ? (long)value : throw Refuse(at, what, "a number beyond all lengths");
    }

    /// <summary>A 32-bit number that is an offset or a length within the structure.</summary>
    public int Within(int at, string what)
    {
        var value = U32(at);
        return value <= (uint)bytes.Length ? (int)value : throw Refuse(at, what, $"{value} in a structure of {bytes.Length} bytes");
    }

    public ReadOnlySpan<byte> Slice(int at, int length) =>
        at >= 0 && length >= 0 && at <= bytes.Length - length ? bytes.Slice(at, length) : throw Refuse(Math.Clamp(at, 0, bytes.Length), $"{length} more bytes", "the end of the structure");

    public Fields Part(int at, int length) => new(Slice(at, length), origin + at);

    public MalformedFileException Refuse(int at, string expected, string found) => new(origin + at, expected, found);
}
