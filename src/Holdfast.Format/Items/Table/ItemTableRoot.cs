using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>Where an item table starts. The id covers everything below it (a Merkle root). docs/format.md §7.</summary>
/// <param name="Level">0 where the root is itself a block of items, otherwise the height of the node.</param>
/// <param name="Bytes">Sum of the sizes of all files.</param>
public sealed record ItemTableRoot(ChunkId Id, int Level, long Items, long Bytes)
{
    /// <summary>No table is higher: 64 blocks a node make this far more than any file system holds.</summary>
    public const int HighestLevel = 8;
}
