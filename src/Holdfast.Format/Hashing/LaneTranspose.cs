using System.Runtime.CompilerServices;

namespace Holdfast.Format.Hashing;

/// <summary>
/// Between memory order (the words of a node side by side) and lane order (one word of all nodes side by side), by 4×4 transposes
/// inside the 128-bit quarters: an insert from memory and two interleaves a vector, where a gather would take one load for each word.
/// </summary>
internal static unsafe class LaneTranspose
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TLanes, TVector>(byte** nodes, nint offset, TVector* words)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        unchecked
        {
            for (var quad = 0; quad < 4; quad++)
            {
                var row0 = TLanes.LoadQuarters(nodes, 0, offset);
                var row1 = TLanes.LoadQuarters(nodes, 1, offset);
                var row2 = TLanes.LoadQuarters(nodes, 2, offset);
                var row3 = TLanes.LoadQuarters(nodes, 3, offset);
                var low01 = TLanes.InterleaveLow32(row0, row1);
                var high01 = TLanes.InterleaveHigh32(row0, row1);
                var low23 = TLanes.InterleaveLow32(row2, row3);
                var high23 = TLanes.InterleaveHigh32(row2, row3);
                words[0] = TLanes.InterleaveLow64(low01, low23);
                words[1] = TLanes.InterleaveHigh64(low01, low23);
                words[2] = TLanes.InterleaveLow64(high01, high23);
                words[3] = TLanes.InterleaveHigh64(high01, high23);
                words += 4;
                offset += 16;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector>(TVector* words, byte* output)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        const int stride = 4 * ChainingValue.Size;
        unchecked
        {
            for (var half = 0; half < 2; half++)
            {
                var low01 = TLanes.InterleaveLow32(words[0], words[1]);
                var high01 = TLanes.InterleaveHigh32(words[0], words[1]);
                var low23 = TLanes.InterleaveLow32(words[2], words[3]);
                var high23 = TLanes.InterleaveHigh32(words[2], words[3]);
                TLanes.StoreQuarters(TLanes.InterleaveLow64(low01, low23), output, stride);
                TLanes.StoreQuarters(TLanes.InterleaveHigh64(low01, low23), output + ChainingValue.Size, stride);
                TLanes.StoreQuarters(TLanes.InterleaveLow64(high01, high23), output + (2 * ChainingValue.Size), stride);
                TLanes.StoreQuarters(TLanes.InterleaveHigh64(high01, high23), output + (3 * ChainingValue.Size), stride);
                words += 4;
                output += 16;
            }
        }
    }
}
