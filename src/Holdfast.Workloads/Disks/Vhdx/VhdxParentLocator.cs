using System.Buffers.Binary;
using System.Text;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>[MS-VHDX] 2.6.2.6: names and values that say which disk the parent is, and where it was.</summary>
internal static class VhdxParentLocator
{
    private const int HeaderLength = 20, EntryLength = 12;

    /// <param name="offset">Of the item in the file.</param>
    public static ParentReference Parse(ReadOnlySpan<byte> item, long offset)
    {
        if (item.Length < HeaderLength) throw new MalformedFileException(offset, "a parent locator of at least 20 bytes", $"{item.Length}");
        var type = new Guid(item[..16]);
        if (type != VhdxFormat.ParentIsVhdx) throw new MalformedFileException(offset, "a parent that is a VHDX", $"a locator of type {type}");
        var count = BinaryPrimitives.ReadUInt16LittleEndian(item[18..]);
        if (HeaderLength + (count * EntryLength) > item.Length) throw new MalformedFileException(offset + 18, "as many entries as the parent locator has room for", $"{count}");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            var at = HeaderLength + (index * EntryLength);
            var entry = item.Slice(at, EntryLength);
            var key = Text(item, BinaryPrimitives.ReadUInt32LittleEndian(entry), BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]), offset + at);
            var value = Text(item, BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]), BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]), offset + at + 4);
            if (!values.TryAdd(key, value)) throw new MalformedFileException(offset + at, "each key of the parent locator once", "one again");
        }

        return Refer(values, offset);
    }

    private static ParentReference Refer(Dictionary<string, string> values, long offset)
    {
        List<Guid> ids = [];
        foreach (var key in (string[])["parent_linkage", "parent_linkage2"])
        {
            if (values.TryGetValue(key, out var text)) ids.Add(Guid.TryParse(text, out var id) ? id : throw new MalformedFileException(offset, $"a GUID as {key}", "something else"));
        }

        if (ids.Count == 0) throw new MalformedFileException(offset, "parent_linkage in the parent locator", "none");
        List<ParentPath> paths = [];
        foreach (var (key, kind) in ((string, ParentPathKind)[])[("relative_path", ParentPathKind.Relative), ("volume_path", ParentPathKind.Volume), ("absolute_win32_path", ParentPathKind.Absolute)])
        {
            if (values.TryGetValue(key, out var text)) paths.Add(new ParentPath(kind, text));
        }

        return paths.Count > 0 ? new ParentReference(ids, paths) : throw new MalformedFileException(offset, "a path in the parent locator", "none");
    }

    private static string Text(ReadOnlySpan<byte> item, uint start, int length, long offset)
        => start != 0 && length != 0 && (length & 1) == 0 && start + (long)length <= item.Length
            ? Encoding.Unicode.GetString(item.Slice((int)start, length))
            : throw new MalformedFileException(offset, "text within the parent locator", $"byte {start}, {length} bytes");
}
