using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Holdfast.Format.Hashing;

/// <summary>
/// Up to 64 chunks, hashed level by level: all chunks, then all their parents, and so on, each level through the widest kernel it
/// fills. A last odd node of a level rises as it is, which gives BLAKE3's tree (a left side is always a full power of two).
/// </summary>
internal static unsafe class Subtree
{
    public const int MaxChunks = 64;
    public const int MaxSize = MaxChunks * Blake3Flags.ChunkSize;

    // A kernel that has more lanes than nodes writes past the last one.
    private const int Slots = MaxChunks + 16;

    /// <summary>The chaining value of 1 byte to 64 KiB that are not the whole input.</summary>
    [SkipLocalsInit]
    public static ChainingValue Hash(byte* input, int length, in Blake3Mode mode, ulong counter)
    {
        var values = stackalloc byte[Slots * ChainingValue.Size];
        var count = Leaves(input, length, in mode, counter, values);
        Reduce(values, count, 1, in mode);
        return *(ChainingValue*)values;
    }

    /// <summary>Hashes 0…64 KiB that are the whole input.</summary>
    [SkipLocalsInit]
    public static void HashRoot(byte* input, int length, in Blake3Mode mode, Span<byte> output)
    {
        NodeOutput root;
        if (length <= Blake3Flags.ChunkSize)
        {
            NodeOutput.Chunk(input, length, in mode, 0, out root);
        }
        else
        {
            var values = stackalloc byte[Slots * ChainingValue.Size];
            Reduce(values, Leaves(input, length, in mode, 0, values), 2, in mode);
            NodeOutput.Parent(values, in mode, out root);
        }
        root.StoreRoot(output);
    }

    /// <summary>Number of chaining values written, the last one perhaps of a partial chunk.</summary>
    private static int Leaves(byte* input, int length, in Blake3Mode mode, ulong counter, byte* values)
    {
        var rule = NodeRule.Chunk(mode.Flags);
        var whole = length / Blake3Flags.ChunkSize;
        var rest = length % Blake3Flags.ChunkSize;
        HashNodes(input, whole, in rule, in mode, counter, values);
        if (rest == 0) return whole;
        NodeOutput.Chunk(input + (whole * Blake3Flags.ChunkSize), rest, in mode, counter + (uint)whole, out var last);
        last.StoreChainingValue(values + (whole * ChainingValue.Size));
        return whole + 1;
    }

    // In place: a parent is written at or below where its children were, and a kernel reads all its nodes before it writes any.
    // It has fewer than twice as many lanes as nodes left, so what it writes past them ends before an odd node that waits to rise.
    private static void Reduce(byte* values, int count, int target, in Blake3Mode mode)
    {
        var rule = NodeRule.Parent(mode.Flags);
        while (count > target)
        {
            var parents = count / 2;
            HashNodes(values, parents, in rule, in mode, 0, values);
            if (count % 2 != 0)
                Unsafe.CopyBlockUnaligned(values + (parents * ChainingValue.Size), values + ((count - 1) * ChainingValue.Size), ChainingValue.Size);
            count -= parents;
        }
    }

    /// <summary>Nodes lie side by side. Batches start at multiples of their lanes, so no counter wraps within one.</summary>
    [SkipLocalsInit]
    private static void HashNodes(byte* input, int count, in NodeRule rule, in Blake3Mode mode, ulong counter, byte* output)
    {
        var nodes = stackalloc byte*[(int)Blake3Width.Vector512];
        fixed (ChainingValue* keyValue = &mode.Key)
        {
            var key = (uint*)keyValue;
            while (count > 0)
            {
                var width = Fit(count, mode.Width);
                var lanes = (int)width;
                var taken = Math.Min(count, lanes);
                for (var lane = 0; lane < lanes; lane++) nodes[lane] = input + (Math.Min(lane, taken - 1) * rule.Size);
                switch (width)
                {
                    case Blake3Width.Vector512: LaneKernel<Lanes512, Vector512<uint>>.Run(nodes, in rule, key, counter, output); break;
                    case Blake3Width.Vector256: LaneKernel<Lanes256, Vector256<uint>>.Run(nodes, in rule, key, counter, output); break;
                    case Blake3Width.Vector128: LaneKernel<Lanes128, Vector128<uint>>.Run(nodes, in rule, key, counter, output); break;
                    default:
                        if (mode.Width == Blake3Width.Scalar) LaneKernel<Lanes1, uint>.Run(nodes, in rule, key, counter, output);
                        else RowCompressor.Node(input, in rule, key, counter, output);
                        break;
                }
                count -= taken;
                counter += (uint)taken * rule.CounterStep;
                input += taken * rule.Size;
                output += taken * ChainingValue.Size;
            }
        }
    }

    /// <summary>The narrowest kernel that holds <paramref name="count"/> nodes: a vector half empty still beats one node after the other.</summary>
    private static Blake3Width Fit(int count, Blake3Width widest)
    {
        if (count >= (int)widest) return widest;
        return count switch
        {
            1 => Blake3Width.Scalar,
            <= (int)Blake3Width.Vector128 => Blake3Width.Vector128,
            <= (int)Blake3Width.Vector256 => Blake3Width.Vector256,
            _ => Blake3Width.Vector512,
        };
    }
}
