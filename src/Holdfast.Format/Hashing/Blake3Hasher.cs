namespace Holdfast.Format.Hashing;

/// <summary>
/// BLAKE3 of bytes that come in pieces, in constant memory (64 KiB). Large pieces are hashed where they are, small ones are gathered.
/// Not thread-safe.
/// </summary>
public sealed class Blake3Hasher
{
    private readonly byte[] _buffer = new byte[Subtree.MaxSize];
    private Blake3Tree _tree;
    private int _buffered;

    public Blake3Hasher()
        : this(Blake3Mode.Plain(Blake3Mode.BestWidth))
    {
    }

    internal Blake3Hasher(Blake3Mode mode) => _tree = new Blake3Tree(mode);

    /// <exception cref="ArgumentException">The key is not exactly 32 bytes.</exception>
    public static Blake3Hasher Keyed(ReadOnlySpan<byte> key) => new(Blake3Mode.Keyed(key, Blake3Mode.BestWidth));

    /// <inheritdoc cref="Blake3.DeriveKey"/>
    public static Blake3Hasher DeriveKey(string context) => new(Blake3Mode.DeriveKey(context, Blake3Mode.BestWidth));

    public unsafe void Append(ReadOnlySpan<byte> data)
    {
        fixed (byte* buffer = _buffer, bytes = data)
        {
            var offset = 0;
            while (offset < data.Length)
            {
                // Only here is it known that the buffer does not hold the end of the input.
                if (_buffered == Subtree.MaxSize)
                {
                    _tree.Append(buffer);
                    _buffered = 0;
                }
                if (_buffered == 0 && data.Length - offset > Subtree.MaxSize)
                {
                    _tree.Append(bytes + offset);
                    offset += Subtree.MaxSize;
                    continue;
                }
                var taken = Math.Min(data.Length - offset, Subtree.MaxSize - _buffered);
                data.Slice(offset, taken).CopyTo(_buffer.AsSpan(_buffered));
                _buffered += taken;
                offset += taken;
            }
        }
    }

    /// <summary>The hash of everything appended so far, of any length; more may be appended afterwards.</summary>
    public unsafe void Finish(Span<byte> output)
    {
        fixed (byte* buffer = _buffer) _tree.Finish(buffer, _buffered, output);
    }

    /// <inheritdoc cref="Finish(Span{byte})"/>
    public Bytes32 Finish()
    {
        Span<byte> output = stackalloc byte[Bytes32.Size];
        Finish(output);
        return Bytes32.Read(output);
    }

    /// <summary>Starts a new input under the same key.</summary>
    public void Reset()
    {
        _tree.Reset();
        _buffered = 0;
    }
}
