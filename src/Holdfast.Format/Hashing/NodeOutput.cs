using System.Runtime.CompilerServices;

namespace Holdfast.Format.Hashing;

/// <summary>A node before its last compression, which differs between the root (any length of output) and every other node.</summary>
[SkipLocalsInit]
internal unsafe struct NodeOutput
{
    private ChainingValue _value;
    private LastBlock _block;
    private uint _length;
    private uint _flags;
    private ulong _counter;

    [InlineArray(Blake3Flags.BlockSize)]
    private struct LastBlock
    {
        private byte _first;
    }

    /// <summary>A chunk of 0…1024 bytes.</summary>
    public static void Chunk(byte* input, int length, in Blake3Mode mode, ulong counter, out NodeOutput node)
    {
        Unsafe.SkipInit(out node);
        node._value = mode.Key;
        node._counter = counter;
        var flags = mode.Flags | Blake3Flags.ChunkStart;
        fixed (ChainingValue* value = &node._value)
        {
            for (; length > Blake3Flags.BlockSize; length -= Blake3Flags.BlockSize)
            {
                RowCompressor.Compress((uint*)value, input, Blake3Flags.BlockSize, counter, flags);
                input += Blake3Flags.BlockSize;
                flags = mode.Flags;
            }
        }
        Span<byte> block = node._block;
        new ReadOnlySpan<byte>(input, length).CopyTo(block);
        block[length..].Clear();
        node._length = (uint)length;
        node._flags = flags | Blake3Flags.ChunkEnd;
    }

    /// <summary>The parent of two nodes whose chaining values are the 64 bytes at <paramref name="children"/>.</summary>
    public static void Parent(byte* children, in Blake3Mode mode, out NodeOutput node)
    {
        Unsafe.SkipInit(out node);
        node._value = mode.Key;
        node._counter = 0;
        new ReadOnlySpan<byte>(children, Blake3Flags.BlockSize).CopyTo(node._block);
        node._length = Blake3Flags.BlockSize;
        node._flags = mode.Flags | Blake3Flags.Parent;
    }

    public void StoreChainingValue(byte* output)
    {
        fixed (NodeOutput* self = &this)
        {
            RowCompressor.Compress((uint*)&self->_value, (byte*)&self->_block, _length, _counter, _flags);
            Unsafe.CopyBlockUnaligned(output, &self->_value, ChainingValue.Size);
        }
    }

    /// <summary>The node is the root: fills <paramref name="output"/>, whatever its length.</summary>
    public void StoreRoot(Span<byte> output)
    {
        const int words = Blake3Flags.BlockSize / sizeof(uint);
        var buffer = stackalloc uint[words];
        fixed (NodeOutput* self = &this)
        {
            for (ulong counter = 0; !output.IsEmpty; counter++)
            {
                RowCompressor.CompressWide(
                    (uint*)&self->_value, (byte*)&self->_block, _length, counter, _flags | Blake3Flags.Root, buffer);
                var taken = Math.Min(output.Length, Blake3Flags.BlockSize);
                new ReadOnlySpan<byte>(buffer, taken).CopyTo(output);
                output = output[taken..];
            }
        }
    }
}
