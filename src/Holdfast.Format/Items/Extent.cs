using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items;

/// <summary>
/// A run of a file's bytes, in file order: <see cref="Length"/> bytes from <see cref="Offset"/> of a chunk, or a hole.
/// The file offset of an extent is the sum of the lengths before it.
/// </summary>
public readonly record struct Extent(ChunkId Chunk, uint Offset, long Length, bool IsHole)
{
    public static Extent Hole(long length) => new(default, 0, length, true);

    public static Extent Data(in ChunkId chunk, uint offset, uint length) => new(chunk, offset, length, false);
}
