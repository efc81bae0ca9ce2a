using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Builds one message.</summary>
internal sealed class MessageWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(256);
    private readonly bool hasKind;

    /// <summary>A message without a kind: the first of a connection.</summary>
    public MessageWriter() => Int32(0);

    public MessageWriter(char kind)
    {
        hasKind = true;
        Byte((byte)kind);
        Int32(0);
    }

    public MessageWriter Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
        return this;
    }

    public MessageWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
        return this;
    }

    public MessageWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
        return this;
    }

    public MessageWriter Bytes(ReadOnlySpan<byte> value)
    {
        buffer.Write(value);
        return this;
    }

    public MessageWriter Text(string value)
    {
        buffer.Write(Encoding.UTF8.GetBytes(value));
        return Byte(0);
    }

    public byte[] Done()
    {
        var message = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(hasKind ? 1 : 0), message.Length - (hasKind ? 1 : 0));
        return message;
    }
}
