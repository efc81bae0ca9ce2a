using System.Buffers.Binary;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What block SSET says of its set.</summary>
/// <param name="Clock">UTC offset of the server's clock; null where it does not say.</param>
internal sealed record SetHeader(Guid? Guid, string? Name, string? Description, string? User, bool HasPassword, TimeSpan? Clock)
{
    private const int NameAt = 64;
    private const int DescriptionAt = 68;
    private const int PasswordAt = 72;
    private const int UserAt = 76;
    private const int QuartersAt = 95;
    private const int GuidAt = 100;
    private const int FixedPart = GuidAt + 16;
    private const int MostQuarters = 56;

    public static SetHeader Read(ReadOnlySpan<byte> block)
    {
        if (block.Length < FixedPart)
        {
            return new SetHeader(null, null, null, null, false, null);
        }

        var quarters = unchecked((sbyte)block[QuartersAt]);
        return new SetHeader(
            ConfigurationReader.ReadGuid(block[GuidAt..]),
            MediaText.OfBlock(block, NameAt),
            MediaText.OfBlock(block, DescriptionAt),
            MediaText.OfBlock(block, UserAt),
            BinaryPrimitives.ReadUInt16LittleEndian(block[PasswordAt..]) != 0,
            quarters is >= -MostQuarters and <= MostQuarters ? TimeSpan.FromMinutes(15 * quarters) : null);
    }
}
