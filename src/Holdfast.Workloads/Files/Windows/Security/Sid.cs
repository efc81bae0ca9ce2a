using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Holdfast.Workloads.FileSystems;

namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>A security identifier, by its text: S-1-AUTHORITY-PART-PART…, in the one form that Windows writes.</summary>
public sealed record Sid
{
    internal const int LeastLength = 8;
    private const int MostParts = 15;
    private const byte Revision = 1;
    private const string Prefix = "S-1-";
    private const long LastPlainAuthority = uint.MaxValue;

    private Sid(string text) => Text = text;

    public string Text { get; }

    /// <summary>Reads text; null where it is none.</summary>
    public static Sid? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var fields = text[Prefix.Length..].Split('-');
        if (fields.Length > MostParts + 1 || !TryAuthority(fields[0], out var authority)) return null;
        var parts = new uint[fields.Length - 1];
        for (var index = 0; index < parts.Length; index++)
            if (!uint.TryParse(fields[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out parts[index])) return null;
        return new Sid(Write(authority, parts));
    }

    public override string ToString() => Text;

    /// <summary>As Windows keeps it.</summary>
    public byte[] ToBytes()
    {
        var fields = Text[Prefix.Length..].Split('-');
        TryAuthority(fields[0], out var authority);
        var bytes = new byte[LeastLength + ((fields.Length - 1) * sizeof(uint))];
        BinaryPrimitives.WriteInt64BigEndian(bytes, authority);
        bytes[0] = Revision;
        bytes[1] = (byte)(fields.Length - 1);
        for (var index = 1; index < fields.Length; index++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(LeastLength + ((index - 1) * sizeof(uint))), uint.Parse(fields[index], CultureInfo.InvariantCulture));
        return bytes;
    }

    /// <param name="length">Bytes that it takes.</param>
    internal static Sid Read(Fields bytes, int at, out int length)
    {
        if (bytes.U8(at) != Revision) throw bytes.Refuse(at, "revision 1 of a security identifier", $"{bytes.U8(at)}");
        var count = bytes.U8(at + 1);
        if (count > MostParts) throw bytes.Refuse(at + 1, $"at most {MostParts} parts of a security identifier", $"{count}");
        length = LeastLength + (count * sizeof(uint));
        var authority = BinaryPrimitives.ReadInt64BigEndian(bytes.Slice(at, LeastLength)) & 0xffff_ffff_ffff;
        var parts = new uint[count];
        for (var index = 0; index < count; index++) parts[index] = bytes.U32(at + LeastLength + (index * sizeof(uint)));
        return new Sid(Write(authority, parts));
    }

    private static bool TryAuthority(string text, out long authority)
    {
        var isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(isHexadecimal ? text[2..] : text, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out authority)
            && authority is >= 0 and <= 0xffff_ffff_ffff;
    }

    private static string Write(long authority, uint[] parts)
    {
        var text = new StringBuilder(Prefix);
        if (authority > LastPlainAuthority) text.Append(CultureInfo.InvariantCulture, $"0x{authority:X12}");
        else text.Append(authority);
        foreach (var part in parts) text.Append(CultureInfo.InvariantCulture, $"-{part}");
        return text.ToString();
    }
}
