using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>Of a dynamic or differencing disk.</summary>
/// <param name="Parent">Null where the disk has none.</param>
internal sealed record VhdHeader(long Offset, long TableOffset, int BlockLength, long BlockCount, ParentReference? Parent)
{
    /// <summary>The longest disk in blocks of 512 KiB.</summary>
    private const long MostBlocks = 1 << 22;

    private const int NameOffset = 64, NameLength = 512, LocatorOffset = 576, LocatorLength = 24, Locators = 8, LongestLocator = 64 << 10;

    /// <exception cref="MalformedFileException">It is damaged; where only its checksum is wrong, not if the reading is lenient: that is then among the faults.</exception>
    public static VhdHeader Read(IByteSource file, VhdFooter footer, bool isLenient, List<MalformedFileException> faults)
    {
        var at = footer.HeaderOffset;
        var bytes = file.ReadPart(at, VhdFormat.HeaderLength, "the header of a dynamic VHD");
        if (!bytes.AsSpan().StartsWith(VhdFormat.HeaderCookie)) throw new MalformedFileException(at, "\"cxsparse\", the beginning of the header of a dynamic VHD", "something else");
        if (VhdSeal.Check(bytes, VhdFormat.HeaderChecksum, at, "the header") is { } fault)
        {
            if (!isLenient) throw fault;
            faults.Add(fault);
        }

        var version = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(24));
        if (version >> 16 != VhdFormat.Version >> 16) throw new MalformedFileException(at + 24, "version 1 of the header", $"{version >> 16}");
        var block = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(32));
        if (block is < VhdFormat.Sector or > VhdFormat.LongestBlock || !BitOperations.IsPow2(block)) throw new MalformedFileException(at + 32, "the length of a block, a power of 2 from 512 on", $"{block}");
        var count = footer.Length / block + (footer.Length % block == 0 ? 0 : 1);
        if (count > MostBlocks) throw new MalformedFileException(footer.Offset + 48, $"the size of a disk of at most {MostBlocks} blocks", $"{footer.Length}");
        var entries = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(28));
        if (entries < count) throw new MalformedFileException(at + 28, $"at least {count} entries of the block table", $"{entries}");
        var table = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(16));
        if (table < VhdFormat.Sector || table % sizeof(uint) != 0 || table > long.MaxValue / 2) throw new MalformedFileException(at + 16, "the place of the block table", $"{table}");
        if ((long)table > file.Length - (count * sizeof(uint))) throw new MalformedFileException(file.Length, $"the block table, up to byte {(long)table + (count * sizeof(uint))}", "the end of the file");
        return new VhdHeader(at, (long)table, (int)block, count, footer.Type == VhdFormat.Differencing ? ReadParent(file, bytes, at, faults) : null);
    }

    private static ParentReference ReadParent(IByteSource file, ReadOnlySpan<byte> header, long at, List<MalformedFileException> faults)
    {
        List<ParentPath> paths = [];
        for (var index = 0; index < Locators; index++)
        {
            var offset = LocatorOffset + (index * LocatorLength);
            if (Locator(file, header.Slice(offset, LocatorLength), at + offset, faults) is { } path) paths.Add(path);
        }

        var name = Plain(Encoding.BigEndianUnicode.GetString(header.Slice(NameOffset, NameLength)));
        if (name.Length > 0) paths.Add(new ParentPath(name.Contains(':', StringComparison.Ordinal) || name.StartsWith('\\') ? ParentPathKind.Absolute : ParentPathKind.Relative, name));
        return new ParentReference([new Guid(header.Slice(40, 16), bigEndian: true)], [.. paths.OrderBy(path => path.Kind)]);
    }

    /// <summary>Null for an empty one, for one of another platform, and for one that is not in the file.</summary>
    private static ParentPath? Locator(IByteSource file, ReadOnlySpan<byte> entry, long at, List<MalformedFileException> faults)
    {
        var isRelative = entry.StartsWith("W2ru"u8) || entry.StartsWith("Wi2r"u8);
        if (!isRelative && !entry.StartsWith("W2ku"u8) && !entry.StartsWith("Wi2k"u8)) return null;
        var (length, offset) = (BinaryPrimitives.ReadUInt32BigEndian(entry[8..]), BinaryPrimitives.ReadUInt64BigEndian(entry[16..]));
        if (length > LongestLocator || offset > (ulong)file.Length || (long)offset > file.Length - length)
        {
            faults.Add(new MalformedFileException(at + 8, "the path of the parent within the file", $"{length} bytes at {offset}"));
            return null;
        }

        var text = Plain((entry[0] == 'W' && entry[1] == '2' ? Encoding.Unicode : Encoding.Latin1).GetString(file.Read((long)offset, (int)length)));
        return text.Length > 0 ? new ParentPath(isRelative ? ParentPathKind.Relative : ParentPathKind.Absolute, text) : null;
    }

    private static string Plain(string text) => text.Split('\0', 2)[0];
}
