using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>One record of a USN journal: USN_RECORD_V2, V3 or V4, whose fields have been checked. Reads them where they lie.</summary>
public readonly ref struct UsnRecord
{
    internal const int V2Length = 60, V3Length = 76, V4Length = 64, ExtentLength = 16;
    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">All of the record, checked by <see cref="UsnRecordReader"/>.</param>
    internal UsnRecord(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>2, 3 or 4.</summary>
    public int Version => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[4..]);

    public int Length => _bytes.Length;

    /// <summary>Number of the file; those of NTFS have 64 bits, the upper 16 of which count how often the number was given anew.</summary>
    public UInt128 File => IsShort ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes[8..]) : BinaryPrimitives.ReadUInt128LittleEndian(_bytes[8..]);

    /// <summary>Number of the folder that holds it.</summary>
    public UInt128 Parent => IsShort ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes[16..]) : BinaryPrimitives.ReadUInt128LittleEndian(_bytes[24..]);

    /// <summary>The record's place in the journal, bytes from the first that was ever written.</summary>
    public long Usn => BinaryPrimitives.ReadInt64LittleEndian(_bytes[(IsShort ? 24 : 40)..]);

    /// <summary>100 ns since 1601 UTC; 0 in version 4, which has none.</summary>
    public long Time => Version == 4 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(_bytes[(IsShort ? 32 : 48)..]);

    public UsnReasons Reasons => (UsnReasons)Number(IsShort ? 40 : Version == 4 ? 48 : 56);

    /// <summary>0 in version 4.</summary>
    public FileAttributes Attributes => Version == 4 ? default : (FileAttributes)(int)(Number(IsShort ? 52 : 68) & int.MaxValue);

    /// <summary>Without path; empty in version 4.</summary>
    public ReadOnlySpan<char> Name => Version == 4 ? default : MemoryMarshal.Cast<byte, char>(_bytes.Slice(Short(IsShort ? 58 : 74), Short(IsShort ? 56 : 72)));

    /// <summary>Version 4: extents that follow in further records.</summary>
    public int RemainingExtents => Version == 4 ? (int)Math.Min(Number(56), int.MaxValue) : 0;

    /// <summary>Version 4: extents in this record.</summary>
    public int Extents => Version == 4 ? Short(60) : 0;

    private bool IsShort => _bytes[4] == 2;

    /// <summary>A range of the file that was written.</summary>
    public Disks.ByteRange Extent(int index)
    {
        var extent = _bytes.Slice(V4Length + (index * Short(62)), ExtentLength);
        return new Disks.ByteRange(BinaryPrimitives.ReadInt64LittleEndian(extent), BinaryPrimitives.ReadInt64LittleEndian(extent[8..]));
    }

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]);

    private int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..]);
}
