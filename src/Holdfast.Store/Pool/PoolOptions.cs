using Holdfast.Format.Keys;

namespace Holdfast.Store.Pool;

/// <summary>How a pool treats its disks. The defaults are for production; small values are for tests and first looks.</summary>
public sealed record PoolOptions
{
    /// <summary>Smaller disks are refused. The default value is 256 MiB.</summary>
    public long MinimumCapacity { get; init; } = 256L << 20;

    /// <summary>A disk keeps 2 % of its capacity back, at least 2 MiB and at most this. The default value is 512 MiB.</summary>
    public long LargestReserve { get; init; } = 512L << 20;

    public IDiskProbe Probe { get; init; } = new LinuxDiskProbe();

    public IRandomness Randomness { get; init; } = SystemRandomness.Instance;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal long ReserveFor(long capacity) => Math.Min(Math.Max(capacity / 50, 2L << 20), LargestReserve);

    /// <summary>What a new pack leaves free for the small blobs that describe it: half a percent, 1 MiB to 1 GiB.</summary>
    internal static long LowWater(long capacity) => Math.Clamp(capacity / 200, 1L << 20, 1L << 30);

    /// <summary>Below this much above the low-water mark a disk is called full: the room of one pack, less on a tiny disk.</summary>
    internal static long RoomOfOnePack(long capacity) => Math.Min(32L << 20, capacity / 16);
}
