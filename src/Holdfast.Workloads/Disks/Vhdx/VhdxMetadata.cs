namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>[MS-VHDX] 2.6.2: what the file says of its disk.</summary>
/// <param name="IsFixed">All blocks are to stay in the file.</param>
/// <param name="Parent">Null where the disk has none.</param>
/// <param name="ParentOffset">Where the file says it.</param>
internal sealed record VhdxMetadata(int BlockLength, bool IsFixed, long Length, int SectorLength, int PhysicalSectorLength, Guid DiskId, ParentReference? Parent, long ParentOffset)
{
    public long BlockCount => (Length + BlockLength - 1) / BlockLength;

    /// <summary>Blocks that share a bitmap block.</summary>
    public long BlocksOfChunk => VhdxFormat.SectorsOfChunk * SectorLength / BlockLength;

    /// <summary>Of the block table: 2.5.</summary>
    public long EntryCount => Parent is null ? BlockCount + ((BlockCount - 1) / BlocksOfChunk) : (BlockCount + BlocksOfChunk - 1) / BlocksOfChunk * (BlocksOfChunk + 1);
}
