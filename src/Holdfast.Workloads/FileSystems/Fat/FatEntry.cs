using System.Text;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.FileSystems.Fat;

/// <summary>The 32 bytes that a directory keeps of a file.</summary>
/// <param name="Origin">Of the entry on the volume; a multiple of 32, by which it is found again.</param>
internal readonly record struct FatEntry(long Origin, byte Attributes, uint Cluster, uint Size, DateTimeOffset Modified, DateTimeOffset Born, string ShortName, byte Checksum)
{
    public const byte Deleted = 0xe5, LongName = 0x0f, Directory = 0x10, Label = 0x08;

    private const int NameLength = 11, BaseLength = 8;
    private const byte EscapedDeleted = 0x05;
    private const int SmallBase = 0x08, SmallExtension = 0x10;

    /// <summary>Of code page 437: a volume does not say which one its short names are in.</summary>
    private const string Upper =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    public ItemKind Kind => (Attributes & Directory) != 0 ? ItemKind.Directory : ItemKind.File;

    public bool IsDot => ShortName is "." or "..";

    public static FatEntry Read(Fields entry, int bits)
    {
        var name = entry.Slice(0, NameLength);
        var cluster = entry.U16(26) | (bits == 32 ? (uint)entry.U16(20) << 16 : 0);
        return new FatEntry(entry.Origin, entry.U8(11), cluster, entry.U32(28), Time(entry.U16(24), entry.U16(22), 0), Time(entry.U16(16), entry.U16(14), entry.U8(13)), Name(name, entry.U8(12)), Sum(name));
    }

    private static string Name(ReadOnlySpan<byte> bytes, byte small)
    {
        var name = Text(bytes[..BaseLength], (small & SmallBase) != 0);
        var extension = Text(bytes[BaseLength..], (small & SmallExtension) != 0);
        return extension.Length == 0 ? name : name + "." + extension;
    }

    private static string Text(ReadOnlySpan<byte> bytes, bool isSmall)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes.TrimEnd((byte)' ')) text.Append(value < 0x80 ? (char)value : Upper[value - 0x80]);
        if (bytes[0] == EscapedDeleted && text.Length > 0) text[0] = Upper[Deleted - 0x80];
        return isSmall ? text.ToString().ToLowerInvariant() : text.ToString();
    }

    /// <summary>By which the parts of a long name know their entry.</summary>
    private static byte Sum(ReadOnlySpan<byte> name)
    {
        byte sum = 0;
        foreach (var value in name) sum = unchecked((byte)((sum >> 1 | sum << 7) + value));
        return sum;
    }

    /// <summary>Local times without a zone, taken as UTC.</summary>
    private static DateTimeOffset Time(ushort date, ushort time, byte hundredths)
    {
        int month = date >> 5 & 15, day = date & 31, year = 1980 + (date >> 9);
        if (month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)) return DateTimeOffset.UnixEpoch;
        var seconds = ((time >> 11) * 3600) + ((time >> 5 & 63) * 60) + ((time & 31) * 2);
        return new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds).AddMilliseconds(hundredths * 10);
    }
}
