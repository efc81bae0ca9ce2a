using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Four letters that name a block or a stream of Microsoft Tape Format, as the little-endian number they make.</summary>
internal static class Tags
{
    public static readonly uint Tape = Of("TAPE");
    public static readonly uint Filemark = Of("SFMB");
    public static readonly uint SetStart = Of("SSET");
    public static readonly uint Volume = Of("VOLB");
    public static readonly uint Configuration = Of("MSCI");
    public static readonly uint Data = Of("MSDA");
    public static readonly uint Log = Of("MSTL");
    public static readonly uint SetSummary = Of("MSLS");
    public static readonly uint SetEnd = Of("ESET");
    public static readonly uint MediumEnd = Of("EOTM");

    public static readonly uint ConfigurationStream = Of("MQCI");
    public static readonly uint PageStream = Of("MQDA");
    public static readonly uint LogStream = Of("MQTL");
    public static readonly uint StripeStream = Of("RAID");
    public static readonly uint LastStream = Of("SPAD");

    public static readonly uint Scope = Of("SCIN");
    public static readonly uint FileGroup = Of("SFGI");
    public static readonly uint File = Of("SFIN");

    /// <summary>What a compressed or encrypted backup begins with.</summary>
    public static ReadOnlySpan<byte> Opaque => "MSSQLBAK"u8;

    public static bool IsName(uint tag)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(letters, tag);
        foreach (var letter in letters)
        {
            if (letter is not ((>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)' '))
            {
                return false;
            }
        }

        return true;
    }

    public static string Text(uint tag)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(letters, tag);
        return IsName(tag) ? Encoding.ASCII.GetString(letters) : Convert.ToHexStringLower(letters);
    }

    private static uint Of(string letters) => BinaryPrimitives.ReadUInt32LittleEndian(Encoding.ASCII.GetBytes(letters));
}
