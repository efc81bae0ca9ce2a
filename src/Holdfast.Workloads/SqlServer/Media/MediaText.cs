using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Strings of headers: a size and an offset, 16 bits each, point to them.</summary>
internal static class MediaText
{
    private const byte Unicode = 2;
    private const int KindAt = 48;

    /// <summary>A string of a block; null where there is none, or where it does not lie in the block.</summary>
    public static string? OfBlock(ReadOnlySpan<byte> block, int at)
    {
        var bytes = Bytes(block, at);
        return bytes.Length == 0 ? null : Clean(block[KindAt] == Unicode ? Encoding.Unicode.GetString(bytes) : Encoding.Latin1.GetString(bytes));
    }

    /// <summary>A string of a configuration record, always UTF-16.</summary>
    public static string? OfRecord(ReadOnlySpan<byte> record, int at)
    {
        var bytes = Bytes(record, at);
        return bytes.Length == 0 ? null : Clean(Encoding.Unicode.GetString(bytes));
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> record, int at)
    {
        if (at + 4 > record.Length)
        {
            return [];
        }

        var size = BinaryPrimitives.ReadUInt16LittleEndian(record[at..]);
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(record[(at + 2)..]);
        return offset + size <= record.Length ? record.Slice(offset, size) : [];
    }

    private static string? Clean(string text)
    {
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        var clean = end < 0 ? text : text[..end];
        return clean.Length == 0 ? null : clean;
    }
}
