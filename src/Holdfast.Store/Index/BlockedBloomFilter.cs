using System.Numerics;
using System.Runtime.Intrinsics;
using Holdfast.Format.Chunks;

namespace Holdfast.Store.Index;

/// <summary>
/// A Bloom filter of 32-byte blocks: an id sets one bit in each of the eight words of one block, so a question costs one cache miss.
/// It fills in any order in constant extra memory, which is why it and not a fuse filter stands here (docs/adr/0002-chunk-index.md).
/// One writer, then any number of readers.
/// </summary>
internal sealed class BlockedBloomFilter
{
    /// <summary>One absent id in eighty is answered "perhaps": docs/adr/0002-chunk-index.md.</summary>
    public const int BitsPerEntry = 10;

    public const int WordsPerBlock = 8;

    private readonly uint[] words;
    private readonly uint blocks;

    public BlockedBloomFilter(long entries)
        : this(new uint[checked((int)WordsFor(entries))])
    {
    }

    public BlockedBloomFilter(uint[] words)
    {
        this.words = words;
        blocks = (uint)(words.Length / WordsPerBlock);
    }

    public Span<uint> Words => words;

    public long Bytes => (long)words.Length * sizeof(uint);

    public static long WordsFor(long entries) => WordsPerBlock * Math.Max(1, ((entries * BitsPerEntry) + 255) / 256);

    /// <summary>What the filter sees of an id. The multiplications also spread ids that are not uniform.</summary>
    public static ulong Hash(in ChunkId id) => Hash(id.Value.A, id.Value.D);

    public static ulong Hash(ulong first, ulong last)
    {
        unchecked
        {
            var mixed = (first * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(last * 0xC2B2AE3D27D4EB4F, 29);
            mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
            return mixed ^ (mixed >> 32);
        }
    }

    public void Add(ulong hash)
    {
        ref var block = ref words[BlockOf(hash)];
        (Vector256.LoadUnsafe(ref block) | BitsOf(hash)).StoreUnsafe(ref block);
    }

    public bool MayContain(ulong hash)
    {
        var bits = BitsOf(hash);
        return (Vector256.LoadUnsafe(ref words[BlockOf(hash)]) & bits) == bits;
    }

    private int BlockOf(ulong hash) => (int)(((hash >> 32) * blocks) >> 32) * WordsPerBlock;

    private static Vector256<uint> BitsOf(ulong hash)
    {
        // Eight odd constants, so that each word takes other bits of the product.
        var salts = Vector256.Create(0x9E3779B1u, 0x85EBCA77u, 0xC2B2AE3Du, 0x27D4EB2Fu, 0x165667B1u, 0xD3A2646Du, 0xFD7046C5u, 0xB55A4F09u);
        var places = Vector256.ShiftRightLogical(Vector256.Create(unchecked((uint)hash)) * salts, 27);
        return System.Runtime.Intrinsics.X86.Avx2.IsSupported
            ? System.Runtime.Intrinsics.X86.Avx2.ShiftLeftLogicalVariable(Vector256<uint>.One, places)
            : BitByBit(places);
    }

    private static Vector256<uint> BitByBit(Vector256<uint> places)
    {
        Span<uint> bits = stackalloc uint[WordsPerBlock];
        for (var lane = 0; lane < WordsPerBlock; lane++) bits[lane] = 1u << (int)places[lane];
        return Vector256.Create((ReadOnlySpan<uint>)bits);
    }
}
