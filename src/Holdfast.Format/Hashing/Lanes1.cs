using System.Numerics;
using System.Runtime.CompilerServices;

namespace Holdfast.Format.Hashing;

/// <summary>One lane: plain 32-bit arithmetic, no vectors.</summary>
internal readonly unsafe struct Lanes1 : ILanes<uint>
{
    public static bool StateLeavesNoRegister => false;

    public static uint Broadcast(uint value) => value;

    public static uint Sequence(uint step) => 0;

    public static uint Add(uint left, uint right) => unchecked(left + right);

    public static uint Xor(uint left, uint right) => left ^ right;

    public static uint RotateRight16(uint value) => BitOperations.RotateRight(value, 16);

    public static uint RotateRight12(uint value) => BitOperations.RotateRight(value, 12);

    public static uint RotateRight8(uint value) => BitOperations.RotateRight(value, 8);

    public static uint RotateRight7(uint value) => BitOperations.RotateRight(value, 7);

    public static void LoadBlock(byte** nodes, nint offset, uint* words) =>
        Unsafe.CopyBlockUnaligned(words, nodes[0] + offset, Blake3Flags.BlockSize);

    public static void StoreChainingValues(uint* words, byte* output) =>
        Unsafe.CopyBlockUnaligned(output, words, ChainingValue.Size);
}
