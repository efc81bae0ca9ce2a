using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>Takes what a chunk of an item table names, each in the part that it plays.</summary>
public interface ITableReferences
{
    /// <summary>A block of items (level 0) or an inner node of that height.</summary>
    void Table(in ChunkId id, int level);

    void ExtentList(in ChunkId id);

    void Content(in ChunkId id);
}
