using System.Buffers;
using System.Text;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>
/// Names as an item table keeps them: UTF-8, and for the unpaired surrogates that NTFS allows their three bytes each (WTF-8), so that no two names become one.
/// </summary>
internal static class PortableName
{
    public static byte[] Encode(string name)
    {
        var bytes = new ArrayBufferWriter<byte>(name.Length + 8);
        ReadOnlySpan<char> rest = name;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) == OperationStatus.Done)
            {
                bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
            }
            else
            {
                var unit = rest[0];
                bytes.Write([(byte)(0xe0 | unit >> 12), (byte)(0x80 | (unit >> 6 & 0x3f)), (byte)(0x80 | (unit & 0x3f))]);
                used = 1;
            }
            rest = rest[used..];
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <returns>Null where the bytes are no text of this kind: then the platform has no such name.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                // ED A0..BF xx: a surrogate on its own.
                if (bytes is not [0xed, >= 0xa0 and <= 0xbf, >= 0x80 and <= 0xbf, ..]) return null;
                text.Append((char)(0xd000 | (bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f)));
                used = 3;
            }
            bytes = bytes[used..];
        }
        return text.ToString();
    }
}
