using System.Buffers.Binary;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What verification needs of a page's header of 96 bytes.</summary>
internal readonly record struct PageHeader(byte Version, byte Type, ushort Flags, uint Page, ushort File)
{
    public const ushort ChecksumFlag = 0x200;

    private const byte LastType = 20;

    /// <summary>Looks like a page that SQL Server has formatted; what it never wrote to may hold anything.</summary>
    public bool IsFormatted => Version == 1 && Type is >= 1 and <= LastType;

    public bool HasChecksum => (Flags & ChecksumFlag) != 0;

    public PageId Id => new(File, Page);

    public static PageHeader Read(ReadOnlySpan<byte> page) => new(
        page[0], page[1], BinaryPrimitives.ReadUInt16LittleEndian(page[4..]), BinaryPrimitives.ReadUInt32LittleEndian(page[32..]), BinaryPrimitives.ReadUInt16LittleEndian(page[36..]));
}
