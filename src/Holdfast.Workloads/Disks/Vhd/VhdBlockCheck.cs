using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>Whether all blocks of a VHD are in its file, each in a place of its own.</summary>
internal static class VhdBlockCheck
{
    /// <summary>The number of a block, behind its sector in one number: there may be millions of both.</summary>
    private const int BlockBits = 24;

    /// <param name="end">Byte of the file at which the footer begins.</param>
    public static void Run(VhdHeader header, VhdBlocks blocks, long diskLength, long end, CancellationToken cancellation)
    {
        var taken = new List<long>();
        var whole = blocks.BitmapLength + (long)header.BlockLength;
        ByteRange[] structures = [new(0, VhdFormat.FooterLength), new(header.Offset, VhdFormat.HeaderLength), new(header.TableOffset, header.BlockCount * sizeof(uint))];
        for (long block = 0; block < header.BlockCount; block++)
        {
            if (block % 4096 == 0) cancellation.ThrowIfCancellationRequested();
            if (blocks.Start(block) is not { } start) continue;
            var used = blocks.BitmapLength + Math.Min(header.BlockLength, diskLength - (block * header.BlockLength));
            if (start > end - used) throw new MalformedFileException(Math.Min(start, end), $"block {block}, up to byte {start + used}", "the end of the file, or its footer");
            if (structures.Any(structure => start < structure.End && structure.Offset < start + used)) throw Overlap(blocks, block, start);
            taken.Add((start / VhdFormat.Sector << BlockBits) | block);
        }

        taken.Sort();
        for (var index = 1; index < taken.Count; index++)
        {
            var (start, before) = ((taken[index] >> BlockBits) * VhdFormat.Sector, (taken[index - 1] >> BlockBits) * VhdFormat.Sector);
            if (start - before < whole) throw Overlap(blocks, taken[index] & ((1L << BlockBits) - 1), start);
        }
    }

    private static MalformedFileException Overlap(VhdBlocks blocks, long block, long start)
        => new(blocks.EntryOffset(block), $"block {block} in a place of its own", $"byte {start}, where something else is");
}
