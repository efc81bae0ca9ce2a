namespace Holdfast.Format.Chunks;

/// <summary>How the bytes of a chunk are encoded in its record. docs/format.md §5.</summary>
public enum ChunkCodec : byte
{
    Stored = 0,
    Zstd = 1,
}
