using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Reads where a file lies as ext2 and ext3 keep it: twelve blocks in the inode, then blocks of block numbers up to three deep.</summary>
internal sealed class BlockMap(Ext4Volume volume, Inode inode)
{
    private const int Direct = 12, MostDepth = 3;

    private readonly RunList runs = new();
    private readonly HashSet<uint> seen = [];
    private readonly long end = (inode.Size / volume.BlockLength) + (inode.Size % volume.BlockLength == 0 ? 0 : 1);
    private long next;

    public RunList Read()
    {
        var map = inode.Fields.Part(Inode.MapAt, Inode.MapLength);
        for (var i = 0; i < Direct; i++) Add(map, i * sizeof(uint), 0);
        for (var depth = 1; depth <= MostDepth; depth++) Add(map, (Direct + depth - 1) * sizeof(uint), depth);
        return runs;
    }

    private void Add(Fields map, int at, int depth)
    {
        if (next >= end) return;
        var block = map.U32(at);
        if (block == 0) next += Covered(depth);
        else if (block >= volume.Superblock.Blocks) throw map.Refuse(at, $"one of the volume's {volume.Superblock.Blocks} blocks", $"block {block}");
        else if (depth == 0) runs.Add(new Run(next++ * volume.BlockLength, (long)block * volume.BlockLength, volume.BlockLength));
        else Descend(map, at, block, depth - 1);
    }

    private void Descend(Fields map, int at, uint block, int depth)
    {
        if (!seen.Add(block)) throw map.Refuse(at, "a block of numbers that is met once", $"block {block} again");
        var numbers = new Fields(volume.ReadBlock(block, "block numbers"), (long)block * volume.BlockLength);
        for (var i = 0; i < numbers.Length && next < end; i += sizeof(uint)) Add(numbers, i, depth);
    }

    private long Covered(int depth)
    {
        long blocks = 1;
        for (; depth > 0; depth--) blocks *= volume.BlockLength / sizeof(uint);
        return blocks;
    }
}
