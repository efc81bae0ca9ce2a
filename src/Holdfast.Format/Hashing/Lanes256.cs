using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Holdfast.Format.Hashing;

/// <summary>8 lanes: AVX2. Correct without it too, as pairs of smaller vectors.</summary>
internal readonly unsafe struct Lanes256 : IVectorLanes<Vector256<uint>>
{
    public static bool StateLeavesNoRegister => !Avx512F.VL.IsSupported;

    private static Vector256<byte> Bytes16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            (byte)2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13,
            2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
    }

    private static Vector256<byte> Bytes8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            (byte)1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12,
            1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);
    }

    public static Vector256<uint> Broadcast(uint value) => Vector256.Create(value);

    public static Vector256<uint> Sequence(uint step) => Vector256<uint>.Indices * step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add(Vector256<uint> left, Vector256<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Xor(Vector256<uint> left, Vector256<uint> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight16(Vector256<uint> value) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, 16)
        : Avx2.IsSupported ? Avx2.Shuffle(value.AsByte(), Bytes16).AsUInt32()
        : (value >>> 16) | (value << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight12(Vector256<uint> value) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, 12) : (value >>> 12) | (value << 20);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight8(Vector256<uint> value) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, 8)
        : Avx2.IsSupported ? Avx2.Shuffle(value.AsByte(), Bytes8).AsUInt32()
        : (value >>> 8) | (value << 24);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight7(Vector256<uint> value) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, 7) : (value >>> 7) | (value << 25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBlock(byte** nodes, nint offset, Vector256<uint>* words) =>
        LaneTranspose.Load<Lanes256, Vector256<uint>>(nodes, offset, words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreChainingValues(Vector256<uint>* words, byte* output) =>
        LaneTranspose.Store<Lanes256, Vector256<uint>>(words, output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LoadQuarters(byte** nodes, int first, nint offset) => Vector256.Create(
        Lanes128.LoadQuarters(nodes, first, offset),
        Lanes128.LoadQuarters(nodes, first + 4, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuarters(Vector256<uint> value, byte* output, nint stride)
    {
        Lanes128.StoreQuarters(value.GetLower(), output, stride);
        Lanes128.StoreQuarters(value.GetUpper(), output + stride, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> InterleaveLow32(Vector256<uint> left, Vector256<uint> right) => Avx2.IsSupported
        ? Avx2.UnpackLow(left, right)
        : Vector256.Create(
            Lanes128.InterleaveLow32(left.GetLower(), right.GetLower()),
            Lanes128.InterleaveLow32(left.GetUpper(), right.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> InterleaveHigh32(Vector256<uint> left, Vector256<uint> right) => Avx2.IsSupported
        ? Avx2.UnpackHigh(left, right)
        : Vector256.Create(
            Lanes128.InterleaveHigh32(left.GetLower(), right.GetLower()),
            Lanes128.InterleaveHigh32(left.GetUpper(), right.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> InterleaveLow64(Vector256<uint> left, Vector256<uint> right) => Avx2.IsSupported
        ? Avx2.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32()
        : Vector256.Create(
            Lanes128.InterleaveLow64(left.GetLower(), right.GetLower()),
            Lanes128.InterleaveLow64(left.GetUpper(), right.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> InterleaveHigh64(Vector256<uint> left, Vector256<uint> right) => Avx2.IsSupported
        ? Avx2.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32()
        : Vector256.Create(
            Lanes128.InterleaveHigh64(left.GetLower(), right.GetLower()),
            Lanes128.InterleaveHigh64(left.GetUpper(), right.GetUpper()));
}
