using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Holdfast.Format.Hashing;

/// <summary>Eight words: the state between two blocks, the value of a tree node, or a key.</summary>
[InlineArray(WordCount)]
internal struct ChainingValue
{
    public const int WordCount = 8;
    public const int Size = WordCount * sizeof(uint);

    private uint _word;

    /// <summary>The key of an unkeyed hash: the first 32 fractional bits of the square roots of the first eight primes.</summary>
    public static ChainingValue Initial
    {
        get
        {
            ChainingValue value = default;
            InitialWords.CopyTo(value);
            return value;
        }
    }

    public static ReadOnlySpan<uint> InitialWords =>
        [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

    /// <exception cref="ArgumentException">Not exactly 32 bytes.</exception>
    public static ChainingValue FromKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
            throw new ArgumentException($"A BLAKE3 key has {Size} bytes, got {key.Length}.", nameof(key));
        ChainingValue value = default;
        for (var i = 0; i < WordCount; i++)
            value[i] = BinaryPrimitives.ReadUInt32LittleEndian(key[(i * sizeof(uint))..]);
        return value;
    }

    [UnscopedRef]
    public Span<byte> Bytes => MemoryMarshal.AsBytes((Span<uint>)this);
}
