using Holdfast.Format.Hashing;

namespace Holdfast.Format.Chunks;

/// <summary>Name of a chunk: keyed BLAKE3-256 of its plaintext under the key of the dedup domain. docs/format.md §3.</summary>
public readonly record struct ChunkId(Bytes32 Value) : IComparable<ChunkId>
{
    public const int Size = Bytes32.Size;

    public static ChunkId Read(ReadOnlySpan<byte> bytes) => new(Bytes32.Read(bytes));

    public void Write(Span<byte> destination) => Value.Write(destination);

    public int CompareTo(ChunkId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
