using System.Runtime.InteropServices;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.FileSystems.Ntfs;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Reparse;

/// <summary>What an object stands for instead of its own content: REPARSE_DATA_BUFFER, or REPARSE_GUID_DATA_BUFFER where the tag is not Microsoft's ([MS-FSCC] 2.1.2).</summary>
/// <param name="Tag">Who knows what it means.</param>
/// <param name="Data">After the header; links are taken apart by <see cref="Link"/>.</param>
public sealed record ReparseBuffer(uint Tag, ReadOnlyMemory<byte> Data)
{
    public const uint SymbolicLink = ReparsePoint.Link, MountPoint = ReparsePoint.MountPoint;

    /// <summary>Bytes with the header; Windows allows no more.</summary>
    public const int Longest = 16 << 10;

    private const int HeaderLength = 8, OwnerLength = 16;
    private const uint Microsoft = 0x80000000, Surrogate = 0x20000000;

    /// <summary>It leads to another object: a link or a mount point of some kind, which a walk must not follow.</summary>
    public bool IsSurrogate => (Tag & Surrogate) != 0;

    /// <exception cref="MalformedFileException">They are no reparse buffer.</exception>
    public static ReparseBuffer Read(ReadOnlySpan<byte> bytes)
    {
        var fields = new Fields(bytes, 0);
        if (bytes.Length is < HeaderLength or > Longest) throw fields.Refuse(0, $"a reparse buffer of {HeaderLength} to {Longest} bytes", $"{bytes.Length}");
        var tag = fields.U32(0);
        if (tag <= 1) throw fields.Refuse(0, "a reparse tag", $"{tag}");
        var header = HeaderLength + (IsMicrosofts(tag) ? 0 : OwnerLength);
        var length = fields.U16(4);
        if (length != bytes.Length - header) throw fields.Refuse(4, $"{bytes.Length - header} bytes of data", $"{length}");
        return new ReparseBuffer(tag, fields.Slice(header, length).ToArray());
    }

    /// <summary>Where a symbolic link or a mount point leads; null for all others.</summary>
    /// <exception cref="MalformedFileException">It says it is one, and is none.</exception>
    public ReparseLink? Link()
    {
        if (Tag is not (SymbolicLink or MountPoint)) return null;
        var fields = new Fields(Data.Span, HeaderLength);
        var names = Tag == SymbolicLink ? ReparseLink.SymbolicNamesAt : ReparseLink.MountNamesAt;
        return new ReparseLink(Text(fields, names, 0), Text(fields, names, 4), Tag == SymbolicLink && (fields.U32(8) & ReparseLink.Relative) != 0, Tag == MountPoint);
    }

    private static bool IsMicrosofts(uint tag) => (tag & Microsoft) != 0;

    private static string Text(Fields fields, int names, int field)
    {
        int at = fields.U16(field), length = fields.U16(field + 2);
        if (at % 2 != 0 || length % 2 != 0) throw fields.Refuse(field, "a name in UTF-16", $"{length} bytes at {at}");
        return new string(MemoryMarshal.Cast<byte, char>(fields.Slice(names + at, length)));
    }
}
