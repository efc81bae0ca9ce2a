using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Holdfast.Format.Hashing;

/// <summary>
/// The compression function for one node at a time: a vector holds one row of the 4×4 state. For single chunks, the last chunk
/// and the top of a tree, where there is nothing to fill the lanes of <see cref="LaneKernel{TLanes,TVector}"/> with.
/// </summary>
internal static unsafe class RowCompressor
{
    /// <summary>Replaces <paramref name="value"/> by its successor after one block of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(uint* value, byte* block, uint length, ulong counter, uint flags)
    {
        Rounds(value, block, length, counter, flags, out var a, out var b, out var c, out var d);
        (a ^ c).Store(value);
        (b ^ d).Store(value + 4);
    }

    /// <summary>All 64 bytes of the root's output block number <paramref name="counter"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CompressWide(uint* value, byte* block, uint length, ulong counter, uint flags, uint* output)
    {
        Rounds(value, block, length, counter, flags, out var a, out var b, out var c, out var d);
        (a ^ c).Store(output);
        (b ^ d).Store(output + 4);
        (c ^ Vector128.Load(value)).Store(output + 8);
        (d ^ Vector128.Load(value + 4)).Store(output + 12);
    }

    /// <summary>A whole chunk or parent: its chaining value goes to <paramref name="output"/>.</summary>
    public static void Node(byte* node, in NodeRule rule, uint* key, ulong counter, byte* output)
    {
        // Not in place: a parent's output may lie where its children are.
        var value = *(ChainingValue*)key;
        var flags = rule.Flags | rule.FirstFlags;
        for (var block = 0; block < rule.Blocks; block++)
        {
            if (block == rule.Blocks - 1) flags |= rule.LastFlags;
            Compress((uint*)&value, node + (block * Blake3Flags.BlockSize), Blake3Flags.BlockSize, counter, flags);
            flags = rule.Flags;
        }
        Unsafe.CopyBlockUnaligned(output, &value, ChainingValue.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds(
        uint* value, byte* block, uint length, ulong counter, uint flags,
        out Vector128<uint> a, out Vector128<uint> b, out Vector128<uint> c, out Vector128<uint> d)
    {
        // Words of the even and odd additions of the column step (m0 m2 m4 m6, m1 m3 m5 m7) and, rotated by one lane as the
        // rows are then, of the diagonal step (m14 m8 m10 m12, m15 m9 m11 m13).
        var words = (uint*)block;
        var low = Vector128.Load(words);
        var high = Vector128.Load(words + 4);
        var columnEven = Blend(low, high, 0, 2, 4, 6);
        var columnOdd = Blend(low, high, 1, 3, 5, 7);
        low = Vector128.Load(words + 8);
        high = Vector128.Load(words + 12);
        var diagonalEven = Blend(low, high, 6, 0, 2, 4);
        var diagonalOdd = Blend(low, high, 7, 1, 3, 5);

        var rowA = Vector128.Load(value);
        var rowB = Vector128.Load(value + 4);
        var rowC = Vector128.Create(0x6A09E667u, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A);
        var rowD = Vector128.Create(unchecked((uint)counter), (uint)(counter >> 32), length, flags);

        for (var round = 0; ; round++)
        {
            Mix(ref rowA, ref rowB, ref rowC, ref rowD, columnEven, columnOdd);
            // B is ready last, so the other rows turn to meet it.
            rowA = Vector128.Shuffle(rowA, Vector128.Create(3u, 0, 1, 2));
            rowC = Vector128.Shuffle(rowC, Vector128.Create(1u, 2, 3, 0));
            rowD = Vector128.Shuffle(rowD, Vector128.Create(2u, 3, 0, 1));
            Mix(ref rowA, ref rowB, ref rowC, ref rowD, diagonalEven, diagonalOdd);
            rowA = Vector128.Shuffle(rowA, Vector128.Create(1u, 2, 3, 0));
            rowC = Vector128.Shuffle(rowC, Vector128.Create(3u, 0, 1, 2));
            rowD = Vector128.Shuffle(rowD, Vector128.Create(2u, 3, 0, 1));
            if (round == 6) break;

            // The word permutation of BLAKE3, on this arrangement.
            var nextColumnEven = Blend(columnEven, columnOdd, 1, 5, 7, 2);
            var nextColumnOdd = Blend(columnEven, Blend(diagonalEven, diagonalOdd, 2, 2, 7, 7), 3, 4, 0, 6);
            var nextDiagonalEven = Blend(diagonalOdd, Blend(columnOdd, diagonalEven, 0, 0, 7, 7), 0, 4, 6, 1);
            var nextDiagonalOdd = Blend(diagonalEven, Blend(columnOdd, diagonalOdd, 6, 6, 2, 2), 1, 4, 6, 0);
            columnEven = nextColumnEven;
            columnOdd = nextColumnOdd;
            diagonalEven = nextDiagonalEven;
            diagonalOdd = nextDiagonalOdd;
        }
        a = rowA;
        b = rowB;
        c = rowC;
        d = rowD;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d, Vector128<uint> x, Vector128<uint> y)
    {
        a = a + x + b;
        d = Lanes128.RotateRight16(d ^ a);
        c += d;
        b = Lanes128.RotateRight12(b ^ c);
        a = a + y + b;
        d = Lanes128.RotateRight8(d ^ a);
        c += d;
        b = Lanes128.RotateRight7(b ^ c);
    }

    /// <summary>Four elements chosen by constant index: 0…3 from <paramref name="left"/>, 4…7 from <paramref name="right"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Blend(
        Vector128<uint> left, Vector128<uint> right,
        [ConstantExpected] uint first, [ConstantExpected] uint second, [ConstantExpected] uint third, [ConstantExpected] uint fourth)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.PermuteVar4x32x2(left, Vector128.Create(first, second, third, fourth), right);
        var fromRight = Vector128.Create(
            first < 4 ? 0 : uint.MaxValue, second < 4 ? 0 : uint.MaxValue, third < 4 ? 0 : uint.MaxValue, fourth < 4 ? 0 : uint.MaxValue);
        var index = Vector128.Create(first & 3, second & 3, third & 3, fourth & 3);
        return Vector128.ConditionalSelect(fromRight, Vector128.Shuffle(right, index), Vector128.Shuffle(left, index));
    }
}
