using System.Buffers.Binary;
using Holdfast.Workloads.Disks.Blocks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>The blocks of a dynamic or differencing VHD: each is preceded by a bitmap of its sectors, which matters where there is a parent.</summary>
internal sealed class VhdBlocks(IByteSource file, VhdHeader header)
{
    private readonly PageCache table = new(file, header.TableOffset);
    private readonly PageCache bitmaps = new(file, 0);

    public int BitmapLength { get; } = VhdFormat.BitmapLength(header.BlockLength);

    /// <summary>Byte of the file at which the bitmap of a block lies, in front of the block; null where there is no block.</summary>
    public long? Start(long block)
    {
        var bytes = table.From(EntryOffset(block));
        if (bytes.Length < sizeof(uint)) throw new MalformedFileException(file.Length, "the block table", "the end of the file");
        var sector = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return sector == VhdFormat.NoBlock ? null : (long)sector * VhdFormat.Sector;
    }

    public long EntryOffset(long block) => header.TableOffset + (block * sizeof(uint));

    public Extent Next(long offset, long most)
    {
        var (block, within) = Math.DivRem(offset, header.BlockLength);
        var length = Math.Min(most, header.BlockLength - within);
        if (Start(block) is not { } start) return new Extent(header.Parent is null ? Held.Zeros : Held.Parent, 0, length);
        if (start > file.Length - BitmapLength - within - length) throw new MalformedFileException(file.Length, $"block {block}, which begins at byte {start}", "the end of the file");
        var position = start + BitmapLength + within;
        if (header.Parent is null) return new Extent(Held.Here, position, length);
        var (sector, into) = Math.DivRem(within, VhdFormat.Sector);
        var wanted = (into + length + VhdFormat.Sector - 1) / VhdFormat.Sector;
        var (isHere, run) = BitRun.FromHighest(bitmaps.From(start + (sector / 8)), (int)(sector % 8), wanted);
        var held = Math.Min(length, (run * VhdFormat.Sector) - into);
        return isHere ? new Extent(Held.Here, position, held) : new Extent(Held.Parent, 0, held);
    }
}
