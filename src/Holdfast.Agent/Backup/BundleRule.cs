using System.IO.Hashing;
using Holdfast.Format.Items;

namespace Holdfast.Agent.Backup;

/// <summary>
/// Where a bundle of small files ends: decided by name and size of its last file, and by the end of its directory, so that the same directory makes the
/// same bundles on every machine, and one added file moves only the nearest boundary.
/// </summary>
internal static class BundleRule
{
    public const int Smallest = 512 << 10, Largest = 2 << 20, MostFiles = 4096;

    /// <summary>Items of any kind after which an open bundle ends, so that the table's writer never waits for one that is not handed out.</summary>
    public const int LongestSpan = 8192;

    private const ulong Unit = ulong.MaxValue / (512 << 10);

    /// <summary>True where a bundle of <paramref name="total"/> bytes ends after this file. Beyond the smallest bundle, each byte ends it with probability 1 in 512 Ki.</summary>
    public static bool EndsAfter(ReadOnlySpan<byte> name, long size, long total)
    {
        if (total < Smallest) return false;
        var hash = XxHash3.HashToUInt64(name, size);
        return hash < Unit * (ulong)Math.Clamp(size, 64, Largest);
    }

    /// <summary>A bundle that is long enough does not go on into another directory, so that a copy of a directory makes the bundles of the original.</summary>
    public static bool EndsWithDirectory(Item last, Item next, long total) =>
        total >= Smallest && !ReferenceEquals(last.Parent, next.Parent) && !last.Parent.AsSpan().SequenceEqual(next.Parent);
}
