using Holdfast.Format;
using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Reads the fields of one message from front to back and no further.</summary>
internal ref struct MessageFields(ReadOnlySpan<byte> payload)
{
    private readonly ReadOnlySpan<byte> payload = payload;

    public int Position { get; private set; }

    public readonly int Left => payload.Length - Position;

    public byte Byte() => Take(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public Lsn Lsn() => new(BinaryPrimitives.ReadUInt64BigEndian(Take(8)));

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > Left) throw new MalformedDataException($"A message of PostgreSQL ends at its byte {payload.Length}; a field at byte {Position} is longer.");
        var field = payload.Slice(Position, length);
        Position += length;
        return field;
    }

    public ReadOnlySpan<byte> Rest() => Take(Left);

    /// <summary>Text that ends with a zero byte.</summary>
    public string Text()
    {
        var end = payload[Position..].IndexOf((byte)0);
        if (end < 0) throw new MalformedDataException($"A text at byte {Position} of a message of PostgreSQL has no end.");
        var text = Encoding.UTF8.GetString(payload.Slice(Position, end));
        Position += end + 1;
        return text;
    }
}
