using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Holdfast.Format.Hashing;

/// <summary>
/// Hashes as many independent nodes at once as a vector has lanes. The state stays in registers; the 16 message vectors lie on the
/// stack, where an addition takes them as its memory operand, which leaves the registers to the state. One long method on purpose: only
/// locals stay in registers.
/// </summary>
/// <remarks>Words are read in memory order: little-endian machines only, <see cref="Blake3Mode.BestWidth"/> refuses others.</remarks>
internal static unsafe class LaneKernel<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Index of the message word for each of the 16 additions of a round; each round permutes that of the one before.</summary>
    private static ReadOnlySpan<byte> Schedule =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8,
        3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1,
        10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6,
        12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4,
        9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7,
        11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13,
    ];

    /// <param name="nodes">Start of the input of each lane.</param>
    /// <param name="rule">Shape of these nodes.</param>
    /// <param name="key">Eight words.</param>
    /// <param name="counter">Number of the first node; must not cross 2³² within the lanes.</param>
    /// <param name="output">Receives 32 bytes a lane.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte** nodes, in NodeRule rule, uint* key, ulong counter, byte* output)
    {
        unchecked
        {
            // 64-byte alignment keeps each vector within a cache line.
            var raw = stackalloc byte[(18 * sizeof(TVector)) + 64];
            var m = (TVector*)(((nuint)raw + 63) & ~(nuint)63);
            ref var schedule = ref MemoryMarshal.GetReference(Schedule);

            var counterLow = TLanes.Add(TLanes.Broadcast((uint)counter), TLanes.Sequence(rule.CounterStep));
            var counterHigh = TLanes.Broadcast((uint)(counter >> 32));
            var flags = rule.Flags | rule.FirstFlags;

            var h0 = TLanes.Broadcast(key[0]);
            var h1 = TLanes.Broadcast(key[1]);
            var h2 = TLanes.Broadcast(key[2]);
            var h3 = TLanes.Broadcast(key[3]);
            var h4 = TLanes.Broadcast(key[4]);
            var h5 = TLanes.Broadcast(key[5]);
            var h6 = TLanes.Broadcast(key[6]);
            var h7 = TLanes.Broadcast(key[7]);

            for (nint block = 0; block < rule.Blocks; block++)
            {
                if (block == rule.Blocks - 1) flags |= rule.LastFlags;
                TLanes.LoadBlock(nodes, block * Blake3Flags.BlockSize, m);

                var v8 = TLanes.Broadcast(0x6A09E667);
                var v9 = TLanes.Broadcast(0xBB67AE85);
                var v10 = TLanes.Broadcast(0x3C6EF372);
                var v11 = TLanes.Broadcast(0xA54FF53A);
                if (TLanes.StateLeavesNoRegister)
                {
                    m[16] = v11;
                    m[17] = v10;
                }
                var v12 = counterLow;
                var v13 = counterHigh;
                var v14 = TLanes.Broadcast(Blake3Flags.BlockSize);
                var v15 = TLanes.Broadcast(flags);

                for (nint round = 0; round < 7 * 16; round += 16)
                {
                    ref var s = ref Unsafe.Add(ref schedule, round);
                    Mix(ref h0, ref h4, ref v8, ref v12, m + s, m + Unsafe.Add(ref s, 1));
                    Mix(ref h1, ref h5, ref v9, ref v13, m + Unsafe.Add(ref s, 2), m + Unsafe.Add(ref s, 3));
                    if (TLanes.StateLeavesNoRegister) Mix(ref h2, ref h6, ref m[17], ref v14, m + Unsafe.Add(ref s, 4), m + Unsafe.Add(ref s, 5));
                    else Mix(ref h2, ref h6, ref v10, ref v14, m + Unsafe.Add(ref s, 4), m + Unsafe.Add(ref s, 5));
                    if (TLanes.StateLeavesNoRegister) Mix(ref h3, ref h7, ref m[16], ref v15, m + Unsafe.Add(ref s, 6), m + Unsafe.Add(ref s, 7));
                    else Mix(ref h3, ref h7, ref v11, ref v15, m + Unsafe.Add(ref s, 6), m + Unsafe.Add(ref s, 7));
                    if (TLanes.StateLeavesNoRegister) Mix(ref h0, ref h5, ref m[17], ref v15, m + Unsafe.Add(ref s, 8), m + Unsafe.Add(ref s, 9));
                    else Mix(ref h0, ref h5, ref v10, ref v15, m + Unsafe.Add(ref s, 8), m + Unsafe.Add(ref s, 9));
                    if (TLanes.StateLeavesNoRegister) Mix(ref h1, ref h6, ref m[16], ref v12, m + Unsafe.Add(ref s, 10), m + Unsafe.Add(ref s, 11));
                    else Mix(ref h1, ref h6, ref v11, ref v12, m + Unsafe.Add(ref s, 10), m + Unsafe.Add(ref s, 11));
                    Mix(ref h2, ref h7, ref v8, ref v13, m + Unsafe.Add(ref s, 12), m + Unsafe.Add(ref s, 13));
                    Mix(ref h3, ref h4, ref v9, ref v14, m + Unsafe.Add(ref s, 14), m + Unsafe.Add(ref s, 15));
                }

                h0 = TLanes.Xor(h0, v8);
                h1 = TLanes.Xor(h1, v9);
                h2 = TLanes.Xor(h2, TLanes.StateLeavesNoRegister ? m[17] : v10);
                h3 = TLanes.Xor(h3, TLanes.StateLeavesNoRegister ? m[16] : v11);
                h4 = TLanes.Xor(h4, v12);
                h5 = TLanes.Xor(h5, v13);
                h6 = TLanes.Xor(h6, v14);
                h7 = TLanes.Xor(h7, v15);
                flags = rule.Flags;
            }

            m[0] = h0;
            m[1] = h1;
            m[2] = h2;
            m[3] = h3;
            m[4] = h4;
            m[5] = h5;
            m[6] = h6;
            m[7] = h7;
            TLanes.StoreChainingValues(m, output);
        }
    }

    // The message is added before b: b is the last value to be ready. It comes as a pointer so that it is not loaded, and spilled, too soon.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref TVector a, ref TVector b, ref TVector c, ref TVector d, TVector* x, TVector* y)
    {
        a = TLanes.Add(TLanes.Add(a, *x), b);
        d = TLanes.RotateRight16(TLanes.Xor(d, a));
        c = TLanes.Add(c, d);
        b = TLanes.RotateRight12(TLanes.Xor(b, c));
        a = TLanes.Add(TLanes.Add(a, *y), b);
        d = TLanes.RotateRight8(TLanes.Xor(d, a));
        c = TLanes.Add(c, d);
        b = TLanes.RotateRight7(TLanes.Xor(b, c));
    }
}
