using System.Buffers.Binary;

namespace Holdfast.Format.Hashing;

/// <summary>A 256-bit value kept as four big-endian words, so that comparing words compares bytes.</summary>
public readonly record struct Bytes32(ulong A, ulong B, ulong C, ulong D) : IComparable<Bytes32>
{
    public const int Size = 32;

    /// <exception cref="ArgumentException">Not exactly 32 bytes.</exception>
    public static Bytes32 Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"Expected {Size} bytes, got {bytes.Length}.", nameof(bytes));
        return new Bytes32(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, A);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], D);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    public int CompareTo(Bytes32 other)
    {
        var order = A.CompareTo(other.A);
        if (order == 0) order = B.CompareTo(other.B);
        if (order == 0) order = C.CompareTo(other.C);
        return order == 0 ? D.CompareTo(other.D) : order;
    }

    /// <summary>Ids are uniform already: the first word is a good hash.</summary>
    public override int GetHashCode() => unchecked((int)A ^ (int)(A >> 32));

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
