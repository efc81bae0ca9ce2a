using Holdfast.Format.Chunks;
using Holdfast.Format.Items;

namespace Holdfast.Agent.Recovery;

/// <summary>Some neighboring items of a point that are recovered together, and the chunks which their files want.</summary>
public sealed class RecoveryWindow
{
    private const int MostItems = 32_768, MostChunks = 16_384;
    private const long MostBytes = 512L << 20;
    private readonly HashSet<ChunkId> chunks = [];
    private readonly List<(Item Item, IReadOnlyList<Extent> Extents)> files = [];
    private readonly List<Item> directories = [];
    private readonly List<Item> later = [];
    private long size;

    /// <summary>Each once, however many files want it.</summary>
    public IReadOnlyCollection<ChunkId> Chunks => chunks;

    /// <summary>Bytes of content that are written, holes not among them.</summary>
    public long Bytes { get; private set; }

    public int Items => files.Count + directories.Count + later.Count;

    internal IReadOnlyList<(Item Item, IReadOnlyList<Extent> Extents)> Files => files;

    /// <summary>Made before the files.</summary>
    internal IReadOnlyList<Item> Directories => directories;

    /// <summary>Links and nodes: written after the files.</summary>
    internal IReadOnlyList<Item> Later => later;

    internal bool IsFull => Items >= MostItems || size >= MostBytes || chunks.Count >= MostChunks;

    internal void AddFile(Item item, IReadOnlyList<Extent> extents)
    {
        files.Add((item, extents));
        size += item.Size;
        foreach (var extent in extents)
        {
            if (extent.IsHole) continue;
            chunks.Add(extent.Chunk);
            Bytes += extent.Length;
        }
    }

    internal void AddDirectory(Item item) => directories.Add(item);

    internal void AddLater(Item item) => later.Add(item);
}
