using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>
/// The checksums of the Extensible Storage Engine. The old one is an exclusive or of all 32-bit words. The new one adds a code that finds one flipped bit: the exclusive or of the places of all bits that
/// are set, counted from the front of the block, and in its upper half that of the same places counted from the back.
/// </summary>
/// <remarks>Both are linear, so that a block is folded with vectors first, and the stored checksum, which does not count, is taken out again at the end. Loops are optimized from their first call on.</remarks>
public static class EseChecksum
{
    /// <summary>Lengths of blocks are multiples of this.</summary>
    public const int Unit = 256;

    private const uint Seed = 0x89ABCDEF;
    private const int VectorLength = 32, FieldLength = sizeof(ulong);

    /// <summary>Bits of a place within 64 bits: the words that have it.</summary>
    private static ReadOnlySpan<ulong> PlaceBits => [0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC, 0xF0F0F0F0F0F0F0F0, 0xFF00FF00FF00FF00, 0xFFFF0000FFFF0000, 0xFFFFFFFF00000000];

    /// <summary>Of headers, and of pages of the old kind.</summary>
    /// <param name="block">Its first four bytes, the stored checksum, do not count.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Old(ReadOnlySpan<byte> block)
    {
        ref var start = ref Start(block);
        var (one, two) = (Vector256<byte>.Zero, Vector256<byte>.Zero);
        for (nuint at = 0; at < (nuint)block.Length; at += 2 * VectorLength)
        {
            one ^= Vector256.LoadUnsafe(ref start, at);
            two ^= Vector256.LoadUnsafe(ref start, at + VectorLength);
        }
        var words = (one ^ two).AsUInt64();
        return Seed ^ Word(Fold(words)) ^ BinaryPrimitives.ReadUInt32LittleEndian(block);
    }

    /// <summary>Of pages of the new kind, of the parts of large ones, and of the segments of logs.</summary>
    /// <param name="block">A power of two of at most 8 KiB.</param>
    /// <param name="number">Of the page or segment: a block that belongs elsewhere has another checksum.</param>
    /// <param name="holdsChecksum">Its first eight bytes are the stored checksum, and do not count.</param>
    /// <returns>The code in the upper half, the exclusive or in the lower.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong New(ReadOnlySpan<byte> block, uint number, bool holdsChecksum)
    {
        ref var start = ref Start(block);
        var (all, second, third, fourth) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        uint units = 0;
        for (var unit = 0u; unit < (uint)block.Length / Unit; unit++)
        {
            var at = (nuint)unit * Unit;
            var v1 = At(ref start, at + VectorLength);
            var v3 = At(ref start, at + (3 * VectorLength));
            var v5 = At(ref start, at + (5 * VectorLength));
            var v7 = At(ref start, at + (7 * VectorLength));
            var odd = v1 ^ v3 ^ v5 ^ v7;
            var two = At(ref start, at + (2 * VectorLength)) ^ v3;
            var four = At(ref start, at + (4 * VectorLength)) ^ v5;
            var six = At(ref start, at + (6 * VectorLength)) ^ v7;
            var sum = At(ref start, at) ^ v1 ^ two ^ four ^ six;
            second ^= odd;
            third ^= two ^ six;
            fourth ^= four ^ six;
            all ^= sum;
            units ^= unit * Parity(Fold(sum));
        }
        var rows = Parity(Fold(all.GetUpper())) | (Parity(Fold(second)) << 1) | (Parity(Fold(third)) << 2) | (Parity(Fold(fourth)) << 3) | (units << 4);
        var columns = all.GetLower() ^ all.GetUpper();
        var front = columns[0] ^ (holdsChecksum ? BinaryPrimitives.ReadUInt64LittleEndian(block) : 0);
        return ((ulong)Code(rows, front, columns[1], block.Length) << 32) | (Word(front ^ columns[1]) ^ number);
    }

    /// <summary>Whether one flipped bit explains the difference between two checksums of the new kind.</summary>
    public static bool IsOneBit(ulong stored, ulong computed, int blockLength)
    {
        var difference = stored ^ computed;
        var code = (uint)(difference >> 32);
        var places = Places(blockLength);
        return (((code >> 16) ^ code) & places) == places && BitOperations.PopCount(difference & uint.MaxValue) == 1;
    }

    private static uint Code(uint rows, ulong front, ulong back, int length)
    {
        var words = front ^ back;
        var fromFront = (rows << 7) | (Parity(back) << 6);
        for (var bit = 0; bit < PlaceBits.Length; bit++) fromFront |= Parity(words & PlaceBits[bit]) << bit;
        // The place from the back is the last place less that from the front, which is its complement: over an even number of bits the complements cancel.
        var fromBack = Parity(words) == 0 ? fromFront : fromFront ^ Places(length);
        return (fromBack << 16) | fromFront;
    }

    /// <summary>The last place of a bit in a block.</summary>
    private static uint Places(int length) => ((uint)length * 8) - 1;

    private static uint Parity(ulong bits) => (uint)BitOperations.PopCount(bits) & 1;

    private static ulong Fold(Vector256<ulong> bits) => Fold(bits.GetLower() ^ bits.GetUpper());

    private static ulong Fold(Vector128<ulong> bits) => bits[0] ^ bits[1];

    private static uint Word(ulong bits) => (uint)((bits ^ (bits >> 32)) & uint.MaxValue);

    private static Vector256<ulong> At(ref byte start, nuint offset) => Vector256.LoadUnsafe(ref start, offset).AsUInt64();

    private static ref byte Start(ReadOnlySpan<byte> block)
    {
        if (block.Length < FieldLength || block.Length % Unit != 0) throw new ArgumentException($"A block has a multiple of {Unit} bytes.", nameof(block));
        return ref MemoryMarshal.GetReference(block);
    }
}
