using System.Buffers.Binary;
using System.Globalization;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Finds the records in a piece of a USN journal, without copying. Between records, and at the end of a page, there may be zeros.</summary>
/// <param name="bytes">Begins with a record or with zeros.</param>
/// <param name="origin">Offset of its first byte in the file, a multiple of 8, for errors.</param>
public ref struct UsnRecordReader(ReadOnlySpan<byte> bytes, long origin)
{
    /// <summary>Bytes: no record crosses a page of 4 KiB; those of journals in other formats may be larger.</summary>
    public const int Longest = 64 << 10;

    private const int Alignment = 8, LengthField = 8;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes that are done with. What is left is the beginning of a record, or nothing.</summary>
    public int Consumed { get; private set; }

    /// <summary>The next record.</summary>
    /// <returns>False where no whole one is left.</returns>
    /// <exception cref="MalformedFileException">There is something, and no record.</exception>
    public bool Next(out UsnRecord record)
    {
        record = default;
        if (!SkipZeros()) return false;
        var rest = _bytes[Consumed..];
        if (rest.Length < LengthField) return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        var least = Least(rest, length);
        if (length < least || length % Alignment != 0 || length > Longest) throw Refuse(0, $"the length of a record, {least} to {Longest} and a multiple of {Alignment}", length);
        if (length > rest.Length) return false;
        var whole = rest[..(int)length];
        Check(whole);
        record = new UsnRecord(whole);
        Consumed += (int)length;
        return true;
    }

    private bool SkipZeros()
    {
        var rest = _bytes[Consumed..];
        if (rest.Length >= LengthField && rest[0] != 0) return true;
        var some = rest.IndexOfAnyExcept((byte)0);
        Consumed += (some < 0 ? rest.Length : some) / Alignment * Alignment;
        return some >= 0;
    }

    private readonly int Least(ReadOnlySpan<byte> rest, uint length)
    {
        int major = BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]), minor = BinaryPrimitives.ReadUInt16LittleEndian(rest[6..]);
        if (minor != 0 || length == 0) throw Refuse(length == 0 ? 0 : 6, "a record of version 2.0, 3.0 or 4.0", (uint)minor);
        return major switch
        {
            2 => UsnRecord.V2Length,
            3 => UsnRecord.V3Length,
            4 => UsnRecord.V4Length,
            _ => throw Refuse(4, "a record of version 2.0, 3.0 or 4.0", (uint)major),
        };
    }

    private readonly void Check(ReadOnlySpan<byte> record)
    {
        var version = record[4];
        var usn = version == 2 ? 24 : 40;
        if (record[usn + 7] >= 0x80) throw Refuse(usn, "a USN", BinaryPrimitives.ReadUInt32LittleEndian(record[usn..]));
        if (version == 4) CheckExtents(record);
        else CheckName(record, version == 2 ? 56 : 72);
    }

    private readonly void CheckName(ReadOnlySpan<byte> record, int field)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(record[field..]), at = BinaryPrimitives.ReadUInt16LittleEndian(record[(field + 2)..]);
        if (length % sizeof(char) != 0 || at < field + 4 || at % sizeof(char) != 0 || at > record.Length - length) throw Refuse(field, $"a name within {record.Length} bytes", (uint)length);
    }

    private readonly void CheckExtents(ReadOnlySpan<byte> record)
    {
        const int count = 60;
        int number = BinaryPrimitives.ReadUInt16LittleEndian(record[count..]), size = BinaryPrimitives.ReadUInt16LittleEndian(record[(count + 2)..]);
        if (number > 0 && (size < UsnRecord.ExtentLength || number > (record.Length - UsnRecord.V4Length) / size)) throw Refuse(count, $"extents within {record.Length} bytes", (uint)number);
        for (var at = UsnRecord.V4Length; number > 0; number--, at += size)
        {
            var (start, length) = (BinaryPrimitives.ReadInt64LittleEndian(record[at..]), BinaryPrimitives.ReadInt64LittleEndian(record[(at + 8)..]));
            if (start < 0 || length < 0 || start > long.MaxValue - length) throw new MalformedFileException(origin + Consumed + at, "a range of a file", $"{length} bytes at {start}");
        }
    }

    private readonly MalformedFileException Refuse(int at, string expected, uint found) => new(origin + Consumed + at, expected, found.ToString(CultureInfo.InvariantCulture));
}
