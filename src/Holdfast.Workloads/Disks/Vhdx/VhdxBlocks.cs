using System.Buffers.Binary;
using Holdfast.Workloads.Disks.Blocks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>The block table of a VHDX, and the bitmaps of a differencing one: [MS-VHDX] 2.4 and 2.5.</summary>
internal sealed class VhdxBlocks(VhdxParts parts)
{
    private readonly VhdxMetadata metadata = parts.Metadata;
    private readonly PageCache table = new(parts.File, parts.Regions.Table.Offset);
    private readonly PageCache bitmaps = new(parts.File, 0);

    private bool HasParent => metadata.Parent is not null;

    public Extent Next(long offset, long most)
    {
        var (block, within) = Math.DivRem(offset, metadata.BlockLength);
        var length = Math.Min(most, metadata.BlockLength - within);
        var (at, entry) = Payload(block);
        var state = BlockState.Of(entry);
        return state switch
        {
            BlockState.FullyPresent => new Extent(Held.Here, Position(entry, at, within + length) + within, length),
            BlockState.PartiallyPresent when HasParent => Partial(block, within, Position(entry, at, within + length), length),
            BlockState.NotPresent when HasParent => new Extent(Held.Parent, 0, length),
            BlockState.NotPresent or BlockState.Undefined or BlockState.Zero or BlockState.Unmapped => new Extent(Held.Zeros, 0, length),
            _ => throw new MalformedFileException(at, "a state that a block of this disk can have", $"{state}"),
        };
    }

    /// <summary>Byte of the file at which the entry of a block lies, and the entry.</summary>
    public (long At, ulong Entry) Payload(long block) => Entry(block + (block / metadata.BlocksOfChunk));

    /// <summary>The same for the bitmap of a chunk.</summary>
    public (long At, ulong Entry) Bitmap(long chunk) => Entry(((chunk + 1) * metadata.BlocksOfChunk) + chunk);

    private (long At, ulong Entry) Entry(long index)
    {
        var at = parts.Regions.Table.Offset + (index * sizeof(ulong));
        var bytes = table.From(at);
        return bytes.Length >= sizeof(ulong) ? (at, BinaryPrimitives.ReadUInt64LittleEndian(bytes)) : throw new MalformedFileException(parts.File.Length, "the block table", "the end of the file");
    }

    /// <param name="length">Bytes that must be in the file.</param>
    private long Position(ulong entry, long at, long length)
    {
        var megabytes = BlockState.Megabytes(entry);
        if (megabytes == 0) throw new MalformedFileException(at, "the place of a block behind the headers", "megabyte 0");
        if (megabytes > (parts.File.Length - length) / VhdxFormat.Megabyte) throw new MalformedFileException(parts.File.Length, $"a block at megabyte {megabytes}", "the end of the file");
        return megabytes * VhdxFormat.Megabyte;
    }

    /// <summary>Sectors in a row that are all here, or all in the parent.</summary>
    private Extent Partial(long block, long within, long position, long length)
    {
        var chunk = block / metadata.BlocksOfChunk;
        var (at, entry) = Bitmap(chunk);
        if (BlockState.Of(entry) != BlockState.BitmapPresent) throw new MalformedFileException(at, "the bitmap of a block that is here in part", $"state {BlockState.Of(entry)}");
        var sectorOfBlock = within / metadata.SectorLength;
        var sectorsOfBlock = metadata.BlockLength / metadata.SectorLength;
        var bit = (block % metadata.BlocksOfChunk * sectorsOfBlock) + sectorOfBlock;
        var bits = bitmaps.From(Position(entry, at, VhdxFormat.Megabyte) + (bit / 8));
        var intoSector = within % metadata.SectorLength;
        var wanted = (intoSector + length + metadata.SectorLength - 1) / metadata.SectorLength;
        var (isHere, run) = BitRun.FromLowest(bits, (int)(bit % 8), wanted);
        var most = Math.Min(length, (run * metadata.SectorLength) - intoSector);
        return isHere ? new Extent(Held.Here, position + within, most) : new Extent(Held.Parent, 0, most);
    }
}
