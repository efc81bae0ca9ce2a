using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Names of entries as text: what cannot be text is \xHH, see <see cref="ItemPath.ToDisplay"/>.</summary>
internal static class Names
{
    /// <summary>Text of a name that lies on the volume as bytes.</summary>
    /// <exception cref="MalformedFileException">No entry can be named so.</exception>
    public static string Of(ReadOnlySpan<byte> name, long offset) =>
        ItemPath.IsName(name) ? ItemPath.ToDisplay(name) : throw new MalformedFileException(offset, "the name of a directory's entry", "a name that leads elsewhere");

    /// <summary>The same of UTF-16, of which half a surrogate pair is kept as the three bytes that UTF-8 would give it.</summary>
    public static string Of(ReadOnlySpan<char> name, long offset) => Of(Bytes(name), offset);

    /// <summary>UTF-16 of a name as text.</summary>
    public static string Characters(string name) => name.Contains('\\', StringComparison.Ordinal) ? Encoding.UTF8.GetString(ItemPath.FromDisplay(name)) : name;

    public static byte[] Bytes(ReadOnlySpan<char> name)
    {
        var bytes = new byte[name.Length * 3];
        var length = 0;
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
            }
            else
            {
                bytes[length++] = (byte)(0xe0 | name[0] >> 12);
                bytes[length++] = (byte)(0x80 | (name[0] >> 6 & 0x3f));
                bytes[length++] = (byte)(0x80 | (name[0] & 0x3f));
            }

            name = name[used..];
        }

        return bytes[..length];
    }
}
