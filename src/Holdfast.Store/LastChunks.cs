using Holdfast.Format.Chunks;

namespace Holdfast.Store;

/// <summary>The two chunks met last: the small files of a directory lie in two, by turns, and each is asked about once only.</summary>
internal struct LastChunks
{
    private ChunkId newest;
    private ChunkId older;

    /// <summary>True where the chunk was one of the two; otherwise it is from now on.</summary>
    public bool Met(in ChunkId id)
    {
        if (id == newest) return true;
        var met = id == older;
        older = newest;
        newest = id;
        return met;
    }
}
