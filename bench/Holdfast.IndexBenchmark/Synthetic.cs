using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;

namespace Holdfast.IndexBenchmark;

/// <summary>Ids that look like hashes and follow from a number, so that the benchmark itself holds none of them.</summary>
internal static class Synthetic
{
    public const int EntriesPerPack = 40;

    public static ChunkId Chunk(ulong number) => new(Bytes(number, 1));

    public static ChunkId Absent(ulong number) => new(Bytes(number, 2));

    public static PackId Pack(ulong number) => new(Bytes(number, 3));

    public static void Fill(IndexEntry[] entries, ulong firstChunk)
    {
        for (var slot = 0u; slot < entries.Length; slot++)
        {
            entries[slot] = new IndexEntry(
                Chunk(firstChunk + slot), slot, slot * 400_000, 390_000, 1_000_000, ChunkKind.Content, ChunkCodec.Zstd);
        }
    }

    /// <summary>The output function of SplitMix64.</summary>
    public static ulong Mix(ulong number)
    {
        unchecked
        {
            number += 0x9E3779B97F4A7C15;
            number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
            number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
            return number ^ (number >> 31);
        }
    }

    private static Bytes32 Bytes(ulong number, ulong series)
    {
        var first = Mix(unchecked((number * 4) + (series << 60)));
        var second = Mix(first);
        var third = Mix(second);
        return new Bytes32(first, second, third, Mix(third));
    }
}
