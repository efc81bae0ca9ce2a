using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>A record of the master file table.</summary>
/// <param name="Number">Of the record.</param>
/// <param name="Sequence">Counts the files that used the record.</param>
/// <param name="Base">Reference of the record that this one continues; 0 for one that stands alone.</param>
internal sealed record FileRecord(long Number, ushort Sequence, bool IsDirectory, ulong Base, IReadOnlyList<NtfsAttribute> Attributes)
{
    private const int InUse = 1, Directory = 2, View = 8;

    /// <param name="bytes">As read; changed and kept.</param>
    /// <param name="number">Of the record.</param>
    /// <param name="origin">Of the record on the volume.</param>
    /// <returns>Null for a record that no file uses.</returns>
    /// <exception cref="MalformedFileException">It is no record.</exception>
    public static FileRecord? Parse(Memory<byte> bytes, long number, long origin)
    {
        var record = new Fields(bytes.Span, origin);
        var signature = record.U32(0);
        if (signature == 0 || (signature == Signature && (record.U16(0x16) & InUse) == 0)) return null;
        if (signature != Signature) throw record.Refuse(0, "a file record", "something else");
        UpdateSequence.Apply(bytes.Span, origin);
        var flags = record.U16(0x16);
        var end = record.Within(0x18, "the end of the record's attributes");
        return new FileRecord(number, record.U16(0x10), (flags & (Directory | View)) == Directory, record.U64(0x20), ReadAttributes(bytes[..end], origin));
    }

    /// <summary>"FILE".</summary>
    private const uint Signature = 0x454c4946;

    public NtfsAttribute? Find(AttributeType type, string name = "") => Attributes.FirstOrDefault(attribute => attribute.Type == type && attribute.Name == name);

    private static List<NtfsAttribute> ReadAttributes(Memory<byte> bytes, long origin)
    {
        const int leastLength = 24;
        var record = new Fields(bytes.Span, origin);
        var found = new List<NtfsAttribute>(4);
        for (int at = record.U16(0x14); (AttributeType)record.U32(at) != AttributeType.End;)
        {
            var length = record.U32(at + 4);
            if (length < leastLength || length > bytes.Length - at) throw record.Refuse(at + 4, "the length of an attribute in its record", $"{length} bytes");
            found.Add(new NtfsAttribute(bytes.Slice(at, (int)length), origin + at));
            at += (int)length;
        }

        return found;
    }
}
