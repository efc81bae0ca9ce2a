using System.Buffers.Binary;
using System.Numerics;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Reads [MS-VHDX] 2.6.</summary>
internal sealed class VhdxMetadataReader
{
    private const int EntryLength = 32;
    private const uint IsUser = 1, IsRequired = 4;
    private const int LongestItem = 1 << 20;
    private static readonly HashSet<Guid> Known = [VhdxFormat.FileParameters, VhdxFormat.DiskSize, VhdxFormat.DiskId, VhdxFormat.LogicalSector, VhdxFormat.PhysicalSector, VhdxFormat.ParentLocator];

    private readonly IByteSource file;
    private readonly ByteRange region;
    private readonly Dictionary<Guid, ByteRange> items = [];

    private VhdxMetadataReader(IByteSource file, ByteRange region) => (this.file, this.region) = (file, region);

    /// <exception cref="MalformedFileException">The region is damaged, or the disk cannot be read without something that is not known here.</exception>
    public static VhdxMetadata Read(IByteSource file, ByteRange region)
    {
        var reader = new VhdxMetadataReader(file, region);
        reader.ReadTable();
        return reader.Parse();
    }

    private void ReadTable()
    {
        var table = file.ReadPart(region.Offset, VhdxFormat.MetadataTableLength, "the metadata table of VHDX");
        if (!table.AsSpan().StartsWith(VhdxFormat.MetadataSignature)) throw new MalformedFileException(region.Offset, "the metadata table of VHDX", "something else");
        var count = BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(10));
        if (count > VhdxFormat.MostEntries) throw new MalformedFileException(region.Offset + 10, "at most 2047 items of metadata", $"{count}");
        var users = 0;
        for (var index = 1; index <= count; index++)
        {
            var flags = Add(table.AsSpan(index * EntryLength, EntryLength), region.Offset + (index * EntryLength));
            if ((flags & IsUser) != 0 && ++users > VhdxFormat.MostUserEntries) throw new MalformedFileException(region.Offset + (index * EntryLength), "at most 1024 items of users", "one more");
        }
    }

    private uint Add(ReadOnlySpan<byte> entry, long at)
    {
        var id = new Guid(entry[..16]);
        var (offset, length, flags) = (BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]));
        var isSystem = (flags & IsUser) == 0;
        if ((flags & IsRequired) != 0 && !(isSystem && Known.Contains(id))) throw new MalformedFileException(at, "an item of metadata that is known here, since it is required", id.ToString());
        if (length > LongestItem || (length > 0 && (offset < VhdxFormat.MetadataTableLength || offset + (long)length > region.Length)))
        {
            throw new MalformedFileException(at + 16, "the place of an item within the metadata", $"byte {offset}, {length} bytes");
        }

        if (isSystem && !items.TryAdd(id, new ByteRange(region.Offset + offset, length))) throw new MalformedFileException(at, "each item of metadata once", $"{id} again");
        return flags;
    }

    private VhdxMetadata Parse()
    {
        var parameters = Item(VhdxFormat.FileParameters, 8, "file parameters");
        var (block, flags) = (BinaryPrimitives.ReadUInt32LittleEndian(parameters), BinaryPrimitives.ReadUInt32LittleEndian(parameters.AsSpan(4)));
        if (block is < VhdxFormat.ShortestBlock or > VhdxFormat.LongestBlock || !BitOperations.IsPow2(block)) throw Wrong(VhdxFormat.FileParameters, "the length of a block, a power of 2 from 1 to 256 MiB", block);
        var sector = Sector(VhdxFormat.LogicalSector, "logical sector size");
        var physical = Sector(VhdxFormat.PhysicalSector, "physical sector size");
        var size = BinaryPrimitives.ReadUInt64LittleEndian(Item(VhdxFormat.DiskSize, 8, "virtual disk size"));
        if (size is 0 or > (ulong)VhdxFormat.LongestDisk || size % (uint)sector != 0) throw Wrong(VhdxFormat.DiskSize, "the size of a disk, in whole sectors, of at most 64 TiB", size);
        var id = new Guid(Item(VhdxFormat.DiskId, 16, "virtual disk id"));
        const uint leaveAllocated = 1, hasParent = 2;
        if ((flags & hasParent) == 0) return new VhdxMetadata((int)block, (flags & leaveAllocated) != 0, (long)size, sector, physical, id, null, 0);
        var place = Place(VhdxFormat.ParentLocator, "parent locator");
        var parent = VhdxParentLocator.Parse(file.ReadPart(place.Offset, (int)place.Length, "the parent locator"), place.Offset);
        return new VhdxMetadata((int)block, false, (long)size, sector, physical, id, parent, place.Offset);
    }

    private int Sector(Guid id, string name)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(Item(id, 4, name));
        return length is DiskSectors.Short or DiskSectors.Long ? (int)length : throw Wrong(id, $"a {name} of 512 or 4096", length);
    }

    private ByteRange Place(Guid id, string name)
        => items.TryGetValue(id, out var place) ? place : throw new MalformedFileException(region.Offset, $"an item for the {name}", "none");

    private byte[] Item(Guid id, int length, string name)
    {
        var place = Place(id, name);
        return place.Length >= length ? file.ReadPart(place.Offset, length, $"the {name}") : throw new MalformedFileException(place.Offset, $"{length} bytes of {name}", $"{place.Length}");
    }

    private MalformedFileException Wrong(Guid id, string expected, ulong found) => new(items[id].Offset, expected, $"{found}");
}
