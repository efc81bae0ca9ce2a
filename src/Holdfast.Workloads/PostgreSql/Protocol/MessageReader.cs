using Holdfast.Format;
using System.Buffers.Binary;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Cuts what a server sends into messages: a byte for the kind, a length, that many bytes.</summary>
internal sealed class MessageReader(Stream stream)
{
    /// <summary>No message that is asked for here comes near it; whoever sends more is no PostgreSQL server.</summary>
    public const int LongestMessage = 4 << 20;

    private readonly byte[] input = new byte[128 << 10];
    private byte[] payload = new byte[64 << 10];
    private int start, end;

    /// <summary>Payload of the last message: good until the next is read.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>Bytes that came before the message under way.</summary>
    public long Offset { get; private set; }

    /// <summary>The next message's kind.</summary>
    /// <exception cref="EndOfStreamException">The server is gone.</exception>
    /// <exception cref="MalformedDataException">What came is no message.</exception>
    public char Read()
    {
        Fill(5);
        var kind = (char)input[start];
        var length = BinaryPrimitives.ReadInt32BigEndian(input.AsSpan(start + 1));
        if (!char.IsAsciiLetterOrDigit(kind) || length is < 4 or > LongestMessage)
            throw new MalformedDataException($"What the server sent at byte {Offset} is no message of PostgreSQL.");
        start += 5;
        length -= 4;
        Offset += 5L + length;
        if (length <= input.Length)
        {
            Fill(length);
            Payload = input.AsMemory(start, length);
            start += length;
            return kind;
        }
        if (payload.Length < length) payload = new byte[length];
        var have = end - start;
        input.AsSpan(start, have).CopyTo(payload);
        start = end = 0;
        stream.ReadExactly(payload, have, length - have);
        Payload = payload.AsMemory(0, length);
        return kind;
    }

    private void Fill(int needed)
    {
        if (end - start >= needed) return;
        if (start + needed > input.Length)
        {
            input.AsSpan(start, end - start).CopyTo(input);
            end -= start;
            start = 0;
        }
        while (end - start < needed)
        {
            var read = stream.Read(input, end, input.Length - end);
            if (read == 0) throw new EndOfStreamException("The server closed the connection.");
            end += read;
        }
    }
}
