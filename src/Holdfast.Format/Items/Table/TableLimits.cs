namespace Holdfast.Format.Items.Table;

/// <summary>Bounds of the item table: what a writer keeps and a reader refuses to exceed. docs/format.md §7.</summary>
internal static class TableLimits
{
    public const int SmallestBlock = 32 * 1024, LargestBlock = 256 * 1024;

    /// <summary>After the smallest block, one item in this many (by hash of its key) ends a block.</summary>
    public const ulong BlockCutMask = 255;

    public const int FewestChildren = 32, MostChildren = 512;
    public const ulong NodeCutMask = 63;

    public const int MostItemsInBlock = 1 << 20, MostIdsInBlock = 1 << 20;
    public const int LongestPath = 1 << 20, LongestName = 4096, LongestAttributeName = 4096, LongestAttribute = 1 << 20, MostAttributes = 1 << 16;

    /// <summary>More extents than this leave the item and become <see cref="Chunks.ChunkKind.ExtentList"/> chunks.</summary>
    public const int MostInlineExtents = 1024, ExtentsInList = 8192;
    public const int MostExtentLists = 1 << 18;
}
