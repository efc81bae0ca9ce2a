using System.Runtime.CompilerServices;

namespace Holdfast.Format.Hashing;

/// <summary>
/// An input longer than one <see cref="Subtree"/>: the roots of its full subtrees on a stack, one for each bit set in their number.
/// Not thread-safe; a mutable value, to be kept in a field or local and passed by reference.
/// </summary>
internal unsafe struct Blake3Tree(Blake3Mode mode)
{
    // 2⁶⁴ bytes are 2⁴⁸ subtrees of 2¹⁶ bytes.
    private const int MaxDepth = 49;

    private readonly Blake3Mode _mode = mode;
    private Stack _stack;
    private int _depth;
    private ulong _subtrees;

    [InlineArray(MaxDepth)]
    private struct Stack
    {
        private ChainingValue _value;
    }

    /// <summary>Adds exactly <see cref="Subtree.MaxSize"/> bytes, which must not be the last of the input.</summary>
    public void Append(byte* input)
    {
        var pair = stackalloc ChainingValue[2];
        pair[1] = Subtree.Hash(input, Subtree.MaxSize, in _mode, _subtrees * Subtree.MaxChunks);
        _subtrees++;
        // More input follows, so none of these merges is the root.
        for (var count = _subtrees; (count & 1) == 0; count >>= 1)
        {
            pair[0] = _stack[--_depth];
            NodeOutput.Parent((byte*)pair, in _mode, out var parent);
            parent.StoreChainingValue((byte*)&pair[1]);
        }
        _stack[_depth++] = pair[1];
    }

    /// <summary>
    /// The hash of all appended bytes and the last 1…64 KiB (0 only where nothing was appended). Leaves the tree as it was.
    /// </summary>
    public readonly void Finish(byte* last, int length, Span<byte> output)
    {
        if (_depth == 0)
        {
            Subtree.HashRoot(last, length, in _mode, output);
            return;
        }
        var pair = stackalloc ChainingValue[2];
        pair[1] = Subtree.Hash(last, length, in _mode, _subtrees * Subtree.MaxChunks);
        for (var depth = _depth - 1; ; depth--)
        {
            pair[0] = _stack[depth];
            NodeOutput.Parent((byte*)pair, in _mode, out var parent);
            if (depth == 0)
            {
                parent.StoreRoot(output);
                return;
            }
            parent.StoreChainingValue((byte*)&pair[1]);
        }
    }

    public void Reset()
    {
        _depth = 0;
        _subtrees = 0;
    }
}
