namespace Holdfast.Format.Chunks;

/// <summary>What a chunk holds. The number is part of the format (docs/format.md §5) and never reused.</summary>
public enum ChunkKind : byte
{
    /// <summary>Bytes of one file, or a bundle of many small files.</summary>
    Content = 1,

    /// <summary>A leaf of an item table: a sorted run of items.</summary>
    ItemBlock = 2,

    /// <summary>An inner node of an item table: first keys and ids of the nodes below.</summary>
    ItemNode = 3,

    /// <summary>The extents of one file that has too many to stand in its item.</summary>
    ExtentList = 4,
}
