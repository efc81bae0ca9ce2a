namespace Holdfast.Store.Pool;

/// <summary>What became of the packs of a disk that was taken out of the pool.</summary>
/// <param name="Lost">Names of packs that could not be moved; unknown, and so empty, where the disk was missing.</param>
public sealed record DiskRemoval(int PacksMoved, long BytesMoved, IReadOnlyList<string> Lost);
