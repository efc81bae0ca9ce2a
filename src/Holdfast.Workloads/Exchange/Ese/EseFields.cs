using System.Buffers.Binary;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Reads fields that headers of databases, logs, and checkpoints have in common. Offsets are in bytes; numbers are little-endian.</summary>
internal readonly ref struct EseFields(ReadOnlySpan<byte> header)
{
    /// <summary>Bytes of a header that mean something.</summary>
    public const int Length = 671;

    private readonly ReadOnlySpan<byte> header = header;

    /// <summary>1 database, 3 log, 4 checkpoint.</summary>
    public uint FileType => Word(667);

    public ushort Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(header[at..]);

    public uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(header[at..]);

    public int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(header[at..]);

    public ulong Long(int at) => BinaryPrimitives.ReadUInt64LittleEndian(header[at..]);

    public EseTime Time(int at) => new(Long(at));

    public EseSignature Signature(int at) => new(Word(at), Time(at + 4));

    public EseLogPosition Position(int at) => new(Number(at + 4), Short(at + 2), Short(at));
}
