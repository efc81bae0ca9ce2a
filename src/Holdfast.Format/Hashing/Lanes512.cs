using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Holdfast.Format.Hashing;

/// <summary>16 lanes: AVX-512. Correct without it too, as pairs of smaller vectors.</summary>
internal readonly unsafe struct Lanes512 : IVectorLanes<Vector512<uint>>
{
    public static bool StateLeavesNoRegister => false;

    public static Vector512<uint> Broadcast(uint value) => Vector512.Create(value);

    public static Vector512<uint> Sequence(uint step) => Vector512<uint>.Indices * step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add(Vector512<uint> left, Vector512<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Xor(Vector512<uint> left, Vector512<uint> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight16(Vector512<uint> value) =>
        Avx512F.IsSupported ? Avx512F.RotateRight(value, 16) : (value >>> 16) | (value << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight12(Vector512<uint> value) =>
        Avx512F.IsSupported ? Avx512F.RotateRight(value, 12) : (value >>> 12) | (value << 20);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight8(Vector512<uint> value) =>
        Avx512F.IsSupported ? Avx512F.RotateRight(value, 8) : (value >>> 8) | (value << 24);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight7(Vector512<uint> value) =>
        Avx512F.IsSupported ? Avx512F.RotateRight(value, 7) : (value >>> 7) | (value << 25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBlock(byte** nodes, nint offset, Vector512<uint>* words) =>
        LaneTranspose.Load<Lanes512, Vector512<uint>>(nodes, offset, words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreChainingValues(Vector512<uint>* words, byte* output) =>
        LaneTranspose.Store<Lanes512, Vector512<uint>>(words, output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadQuarters(byte** nodes, int first, nint offset)
    {
        var lower = Lanes256.LoadQuarters(nodes, first, offset);
        var upper = Lanes256.LoadQuarters(nodes, first + 8, offset);
        // Vector512.Create would go through the stack here.
        return Avx512F.IsSupported ? Avx512F.InsertVector256(lower.ToVector512Unsafe(), upper, 1) : Vector512.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuarters(Vector512<uint> value, byte* output, nint stride)
    {
        Lanes256.StoreQuarters(value.GetLower(), output, stride);
        Lanes256.StoreQuarters(value.GetUpper(), output + (2 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> InterleaveLow32(Vector512<uint> left, Vector512<uint> right) => Avx512F.IsSupported
        ? Avx512F.UnpackLow(left, right)
        : Vector512.Create(
            Lanes256.InterleaveLow32(left.GetLower(), right.GetLower()),
            Lanes256.InterleaveLow32(left.GetUpper(), right.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> InterleaveHigh32(Vector512<uint> left, Vector512<uint> right) => Avx512F.IsSupported
        ? Avx512F.UnpackHigh(left, right)
        : Vector512.Create(
            Lanes256.InterleaveHigh32(left.GetLower(), right.GetLower()),
            Lanes256.InterleaveHigh32(left.GetUpper(), right.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> InterleaveLow64(Vector512<uint> left, Vector512<uint> right) => Avx512F.IsSupported
        ? Avx512F.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32()
        : Vector512.Create(
            Lanes256.InterleaveLow64(left.GetLower(), right.GetLower()),
            Lanes256.InterleaveLow64(left.GetUpper(), right.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> InterleaveHigh64(Vector512<uint> left, Vector512<uint> right) => Avx512F.IsSupported
        ? Avx512F.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32()
        : Vector512.Create(
            Lanes256.InterleaveHigh64(left.GetLower(), right.GetLower()),
            Lanes256.InterleaveHigh64(left.GetUpper(), right.GetUpper()));
}
