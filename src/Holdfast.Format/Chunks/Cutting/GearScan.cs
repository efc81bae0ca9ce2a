using System.Runtime.CompilerServices;

namespace Holdfast.Format.Chunks.Cutting;

/// <summary>Finds the first position whose gear hash is below a limit.</summary>
/// <remarks>
/// One hash is a chain of dependent steps, slower than the processor could go. As it depends on 64 bytes only, four stretches
/// are scanned side by side, each from 64 bytes before its start; the first hit in the order of positions counts.
/// </remarks>
internal static unsafe class GearScan
{
    private const int Stretch = 4096;

    /// <summary>
    /// The first position from <paramref name="from"/> (at least 64) to below <paramref name="to"/>, 0 if none. The hash at a position is
    /// that of the 64 bytes before it.
    /// </summary>
    public static int First(ReadOnlySpan<byte> data, int from, int to, ulong limit, ulong[] table)
    {
        fixed (byte* bytes = data)
        fixed (ulong* words = table)
        {
            var position = from;
            for (; position <= to - (4 * Stretch); position += 4 * Stretch)
            {
                var hit = FirstOfFour(bytes + position, limit, words);
                if (hit >= 0) return position + hit;
            }
            var last = position < to ? FirstOfOne(bytes + position, to - position, limit, words) : -1;
            return last >= 0 ? position + last : 0;
        }
    }

    /// <summary>Offset of the first hit in <paramref name="count"/> positions from <paramref name="start"/>, or -1.</summary>
    private static int FirstOfOne(byte* start, int count, ulong limit, ulong* words)
    {
        unchecked
        {
            var hash = WarmUp(start, GearTable.Window, words);
            for (var i = 0; ; i++)
            {
                if (hash < limit) return i;
                if (i == count - 1) return -1;
                hash = (hash << 1) + words[start[i]];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstOfFour(byte* start, ulong limit, ulong* words)
    {
        unchecked
        {
            // The hash at a position ends with the byte before it: warm up to there, and the loop's first step completes it.
            var bytes = start - 1;
            var hash0 = WarmUp(bytes, GearTable.Window - 1, words);
            var hash1 = WarmUp(bytes + Stretch, GearTable.Window - 1, words);
            var hash2 = WarmUp(bytes + (2 * Stretch), GearTable.Window - 1, words);
            var hash3 = WarmUp(bytes + (3 * Stretch), GearTable.Window - 1, words);
            for (nint i = 0; i < Stretch; i++)
            {
                hash0 = (hash0 << 1) + words[bytes[i]];
                hash1 = (hash1 << 1) + words[bytes[i + Stretch]];
                hash2 = (hash2 << 1) + words[bytes[i + (2 * Stretch)]];
                hash3 = (hash3 << 1) + words[bytes[i + (3 * Stretch)]];
                if (hash0 < limit) return (int)i;
                if (hash1 < limit) return Earlier(start, (int)i, 1, limit, words);
                if (hash2 < limit) return Earlier(start, (int)i, 2, limit, words);
                if (hash3 < limit) return Earlier(start, (int)i, 3, limit, words);
            }
            return -1;
        }
    }

    /// <summary>Stretch <paramref name="stretch"/> has a hit at offset <paramref name="i"/>; those before it may have one in their rest.</summary>
    private static int Earlier(byte* start, int i, int stretch, ulong limit, ulong* words)
    {
        for (var earlier = 0; earlier < stretch; earlier++)
        {
            if (i == Stretch - 1) break;
            var rest = (earlier * Stretch) + i + 1;
            var hit = FirstOfOne(start + rest, Stretch - i - 1, limit, words);
            if (hit >= 0) return rest + hit;
        }
        return (stretch * Stretch) + i;
    }

    private static ulong WarmUp(byte* position, nint count, ulong* words)
    {
        unchecked
        {
            ulong hash = 0;
            for (var i = -count; i < 0; i++) hash = (hash << 1) + words[position[i]];
            return hash;
        }
    }
}
