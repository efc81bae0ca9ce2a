namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>Numbers of the Virtual Hard Disk Image Format Specification, 1.0. All fields are big-endian.</summary>
internal static class VhdFormat
{
    public const int Sector = 512, FooterLength = 512, HeaderLength = 1024;

    /// <summary>Footers that Virtual PC wrote before 2004 lack a byte.</summary>
    public const int OldFooterLength = 511;
    public const int FooterChecksum = 64, HeaderChecksum = 36;
    public const uint Version = 0x00010000, Fixed = 2, Dynamic = 3, Differencing = 4;

    /// <summary>An entry of the block table.</summary>
    public const uint NoBlock = uint.MaxValue;

    /// <summary>What Windows accepts at most, because an entry of the block table counts sectors in 32 bits.</summary>
    public const long LongestDisk = 2040L << 30;
    public const int UsualBlock = 2 << 20, LongestBlock = 1 << 30;

    public static ReadOnlySpan<byte> FooterCookie => "conectix"u8;

    public static ReadOnlySpan<byte> HeaderCookie => "cxsparse"u8;

    /// <summary>Of a block: a bit for each sector, filled up to whole sectors.</summary>
    public static int BitmapLength(int block) => ((block / Sector / 8) + Sector - 1) / Sector * Sector;
}
