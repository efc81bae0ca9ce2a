using System.Buffers.Binary;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What block TAPE says of the file.</summary>
/// <param name="IsSqlServer">By the vendor's number.</param>
internal sealed record TapeHeader(string? Software, bool HasPassword, bool IsSqlServer)
{
    /// <summary>Bytes of a file that <see cref="Recognizes"/> wants to see.</summary>
    public const int FixedPart = 94;

    private const int PasswordAt = 76;
    private const int SoftwareAt = 80;
    private const int VendorAt = 86;
    private const ushort SqlServer = 0x1200;

    /// <param name="block">Without what follows it.</param>
    public static TapeHeader Read(ReadOnlySpan<byte> block) => block.Length < FixedPart
        ? new TapeHeader(null, false, false)
        : new TapeHeader(MediaText.OfBlock(block, SoftwareAt), BinaryPrimitives.ReadUInt16LittleEndian(block[PasswordAt..]) != 0, Vendor(block) == SqlServer);

    /// <summary>Whether a file begins as SQL Server's backups do, compressed ones included.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith(Tags.Opaque)
        || (start.Length >= FixedPart && BinaryPrimitives.ReadUInt32LittleEndian(start) == Tags.Tape && Vendor(start) == SqlServer);

    private static ushort Vendor(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt16LittleEndian(block[VendorAt..]);
}
