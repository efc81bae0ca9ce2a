using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Makes the structures of a VHDX without parent and without log.</summary>
internal static class VhdxStructures
{
    private const int CreatorOffset = 8;

    /// <summary>64 KiB: nothing else is there.</summary>
    public static byte[] Identifier()
    {
        var bytes = new byte[VhdxFormat.FirstHeader];
        VhdxFormat.Identifier.CopyTo(bytes);
        Encoding.Unicode.GetBytes("Holdfast", bytes.AsSpan(CreatorOffset));
        return bytes;
    }

    public static byte[] Header(ulong sequence, Guid fileId, Guid contentId, long logOffset)
    {
        var bytes = new byte[VhdxFormat.HeaderLength];
        VhdxFormat.HeaderSignature.CopyTo(bytes);
        U64(bytes, 8, sequence);
        fileId.TryWriteBytes(bytes.AsSpan(16));
        contentId.TryWriteBytes(bytes.AsSpan(32));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(66), 1);
        U32(bytes, 68, VhdxFormat.Megabyte);
        U64(bytes, 72, (ulong)logOffset);
        VhdxSeal.Write(bytes);
        return bytes;
    }

    public static byte[] Regions(ByteRange table, ByteRange metadata)
    {
        var bytes = new byte[VhdxFormat.RegionTableLength];
        VhdxFormat.RegionSignature.CopyTo(bytes);
        U32(bytes, 8, 2);
        Region(bytes.AsSpan(16), VhdxFormat.TableRegion, table);
        Region(bytes.AsSpan(48), VhdxFormat.MetadataRegion, metadata);
        VhdxSeal.Write(bytes);
        return bytes;
    }

    /// <summary>The table, and behind it the items.</summary>
    public static byte[] Metadata(VhdxMetadata metadata)
    {
        const uint isVirtualDisk = 2, isRequired = 4, leaveAllocated = 1;
        Span<byte> parameters = stackalloc byte[8], size = stackalloc byte[8], sector = stackalloc byte[4], physical = stackalloc byte[4], id = stackalloc byte[16];
        U32(parameters, 0, (uint)metadata.BlockLength);
        U32(parameters, 4, metadata.IsFixed ? leaveAllocated : 0);
        U64(size, 0, (ulong)metadata.Length);
        U32(sector, 0, (uint)metadata.SectorLength);
        U32(physical, 0, (uint)metadata.PhysicalSectorLength);
        metadata.DiskId.TryWriteBytes(id);
        var bytes = new byte[VhdxFormat.MetadataTableLength + 64];
        VhdxFormat.MetadataSignature.CopyTo(bytes);
        Item(bytes, VhdxFormat.FileParameters, parameters, isRequired);
        Item(bytes, VhdxFormat.DiskSize, size, isVirtualDisk | isRequired);
        Item(bytes, VhdxFormat.LogicalSector, sector, isVirtualDisk | isRequired);
        Item(bytes, VhdxFormat.PhysicalSector, physical, isVirtualDisk | isRequired);
        Item(bytes, VhdxFormat.DiskId, id, isVirtualDisk | isRequired);
        return bytes;
    }

    /// <summary>Adds an entry to the table, and its content behind that of the entry before.</summary>
    private static void Item(byte[] region, Guid id, ReadOnlySpan<byte> content, uint flags)
    {
        const int entryLength = 32;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(region.AsSpan(10));
        var before = region.AsSpan(count * entryLength, entryLength);
        var offset = count == 0 ? VhdxFormat.MetadataTableLength : BinaryPrimitives.ReadUInt32LittleEndian(before[16..]) + BinaryPrimitives.ReadUInt32LittleEndian(before[20..]);
        var entry = region.AsSpan((count + 1) * entryLength, entryLength);
        id.TryWriteBytes(entry);
        U32(entry, 16, (uint)offset);
        U32(entry, 20, (uint)content.Length);
        U32(entry, 24, flags);
        content.CopyTo(region.AsSpan((int)offset));
        BinaryPrimitives.WriteUInt16LittleEndian(region.AsSpan(10), (ushort)(count + 1));
    }

    private static void Region(Span<byte> entry, Guid id, ByteRange place)
    {
        id.TryWriteBytes(entry);
        U64(entry, 16, (ulong)place.Offset);
        U32(entry, 24, (uint)place.Length);
        U32(entry, 28, 1);
    }

    private static void U32(Span<byte> bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], value);

    private static void U64(Span<byte> bytes, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], value);
}
