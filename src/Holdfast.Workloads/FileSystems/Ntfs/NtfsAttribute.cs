using System.Runtime.InteropServices;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>One attribute of a record, or a segment of one that goes on in other records.</summary>
internal sealed class NtfsAttribute
{
    private const int ResidentHeader = 24, StoredHeader = 64;
    private const int CompressedFlag = 0x00ff, EncryptedFlag = 0x4000;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly ushort flags;

    /// <param name="bytes">Of the attribute with its header.</param>
    /// <param name="origin">Of its first byte on the volume.</param>
    public NtfsAttribute(ReadOnlyMemory<byte> bytes, long origin)
    {
        this.bytes = bytes;
        Origin = origin;
        var header = Header;
        Type = (AttributeType)header.U32(0);
        IsResident = header.U8(8) == 0;
        Name = new string(MemoryMarshal.Cast<byte, char>(header.Slice(header.U16(10), header.U8(9) * 2)));
        flags = header.U16(12);
        Number = header.U16(14);
        if (IsResident)
        {
            Size = Value.Length;
            return;
        }

        _ = header.Slice(0, StoredHeader);
        FirstCluster = header.Length64(16, "the first cluster of a segment");
        if (FirstCluster != 0) return;
        Size = header.Length64(48, "the length of an attribute");
        Written = header.Length64(56, "the length of an attribute that was written");
        UnitClusters = header.U8(34);
    }

    public AttributeType Type { get; }

    public string Name { get; }

    /// <summary>By which an attribute list names it, unique within the record.</summary>
    public ushort Number { get; }

    public bool IsResident { get; }

    public long Origin { get; }

    /// <summary>Number in the attribute of the first cluster that this segment describes.</summary>
    public long FirstCluster { get; }

    /// <summary>Bytes of the value; known to the first segment only.</summary>
    public long Size { get; }

    /// <summary>Bytes that were written; the rest is zeros. Known to the first segment only.</summary>
    public long Written { get; }

    /// <summary>Binary logarithm of the clusters of a unit of compression; 0 where it is not compressed.</summary>
    public int UnitClusters { get; }

    public bool IsCompressed => (flags & CompressedFlag) != 0;

    public bool IsEncrypted => (flags & EncryptedFlag) != 0;

    /// <summary>Value of a resident attribute.</summary>
    public ReadOnlyMemory<byte> Value
    {
        get
        {
            var header = Header;
            var length = header.Within(16, "the length of a value in its record");
            var at = header.U16(20);
            if (at < ResidentHeader) throw header.Refuse(20, "a value behind its header", $"offset {at}");
            _ = header.Slice(at, length);
            return bytes.Slice(at, length);
        }
    }

    public Fields ValueFields
    {
        get
        {
            var value = Value;
            return new Fields(value.Span, Origin + bytes.Length - value.Length);
        }
    }

    /// <summary>The coded runs of a segment.</summary>
    public Fields CodedRuns
    {
        get
        {
            var header = Header;
            var at = header.U16(32);
            return header.Part(at, header.Length - at);
        }
    }

    private Fields Header => new(bytes.Span, Origin);
}
