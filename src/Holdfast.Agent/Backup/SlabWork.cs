namespace Holdfast.Agent.Backup;

/// <summary>Consecutive chunks of a large file in one slab: cut already, to be named, compressed and handed over.</summary>
internal sealed record SlabWork(LargeFile File, int Part, SlabPool Pool, byte[] Slab, int[] Lengths);
