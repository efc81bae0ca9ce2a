using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>The checksum of PAGE_VERIFY CHECKSUM: 32-bit words of each sector of 512 bytes, exclusive or, each sector turned left once more than the one after it.
/// Turning and exclusive or go word by word, so that lanes of a vector may be joined at the end.</summary>
/// <remarks>The loops are optimized from their first call on: a backup is over before they would be hot.</remarks>
public static class PageChecksum
{
    public const int PageLength = 8192;

    private const int SectorLength = 512;
    private const int Field = 60;
    private const int SectorsAfterFirst = (PageLength / SectorLength) - 1;

    /// <param name="page">One page; its stored checksum does not count.</param>
    public static uint Compute(ReadOnlySpan<byte> page)
    {
        var sum = Vector512.IsHardwareAccelerated ? Sum512(page) : Vector256.IsHardwareAccelerated ? Sum256(page) : Vector128.IsHardwareAccelerated ? Sum128(page) : SumScalar(page);
        return sum ^ BitOperations.RotateLeft(Stored(page), SectorsAfterFirst);
    }

    public static uint Stored(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[Field..]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint SumScalar(ReadOnlySpan<byte> page)
    {
        var sum = 0u;
        for (var sector = 0; sector < PageLength; sector += SectorLength)
        {
            var words = 0u;
            for (var at = sector; at < sector + SectorLength; at += sizeof(uint))
            {
                words ^= BinaryPrimitives.ReadUInt32LittleEndian(page[at..]);
            }

            sum = BitOperations.RotateLeft(sum, 1) ^ words;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Sum128(ReadOnlySpan<byte> page)
    {
        ref var start = ref Start(page);
        var sum = Vector128<uint>.Zero;
        for (nuint sector = 0; sector < PageLength; sector += SectorLength)
        {
            var even = Vector128<byte>.Zero;
            var odd = Vector128<byte>.Zero;
            for (nuint at = sector; at < sector + SectorLength; at += 32)
            {
                even ^= Vector128.LoadUnsafe(ref start, at);
                odd ^= Vector128.LoadUnsafe(ref start, at + 16);
            }

            sum = Vector128.ShiftLeft(sum, 1) ^ Vector128.ShiftRightLogical(sum, 31) ^ (even ^ odd).AsUInt32();
        }

        return sum[0] ^ sum[1] ^ sum[2] ^ sum[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Sum256(ReadOnlySpan<byte> page)
    {
        ref var start = ref Start(page);
        var sum = Vector256<uint>.Zero;
        for (nuint sector = 0; sector < PageLength; sector += SectorLength)
        {
            var even = Vector256<byte>.Zero;
            var odd = Vector256<byte>.Zero;
            for (nuint at = sector; at < sector + SectorLength; at += 64)
            {
                even ^= Vector256.LoadUnsafe(ref start, at);
                odd ^= Vector256.LoadUnsafe(ref start, at + 32);
            }

            sum = Vector256.ShiftLeft(sum, 1) ^ Vector256.ShiftRightLogical(sum, 31) ^ (even ^ odd).AsUInt32();
        }

        var half = sum.GetLower() ^ sum.GetUpper();
        return half[0] ^ half[1] ^ half[2] ^ half[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Sum512(ReadOnlySpan<byte> page)
    {
        ref var start = ref Start(page);
        var sum = Vector512<uint>.Zero;
        for (nuint sector = 0; sector < PageLength; sector += SectorLength)
        {
            var even = Vector512<byte>.Zero;
            var odd = Vector512<byte>.Zero;
            for (nuint at = sector; at < sector + SectorLength; at += 128)
            {
                even ^= Vector512.LoadUnsafe(ref start, at);
                odd ^= Vector512.LoadUnsafe(ref start, at + 64);
            }

            sum = Vector512.ShiftLeft(sum, 1) ^ Vector512.ShiftRightLogical(sum, 31) ^ (even ^ odd).AsUInt32();
        }

        var half = sum.GetLower() ^ sum.GetUpper();
        var quarter = half.GetLower() ^ half.GetUpper();
        return quarter[0] ^ quarter[1] ^ quarter[2] ^ quarter[3];
    }

    private static ref byte Start(ReadOnlySpan<byte> page)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(page.Length, PageLength);
        return ref MemoryMarshal.GetReference(page);
    }
}
