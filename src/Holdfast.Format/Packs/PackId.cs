using Holdfast.Format.Hashing;

namespace Holdfast.Format.Packs;

/// <summary>Name of a pack: 256 random bits, never reused. It is also the salt of the pack's key. docs/format.md §4.</summary>
public readonly record struct PackId(Bytes32 Value) : IComparable<PackId>
{
    public const int Size = Bytes32.Size;

    public static PackId Read(ReadOnlySpan<byte> bytes) => new(Bytes32.Read(bytes));

    /// <summary>Parses 64 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string text, out PackId id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var ok = text.Length == Size * 2 && !text.AsSpan().ContainsAnyInRange('A', 'F') && Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == Size;
        id = ok ? Read(bytes) : default;
        return ok;
    }

    public void Write(Span<byte> destination) => Value.Write(destination);

    public int CompareTo(PackId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
