using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Holdfast.Contracts.Agent;
using Contents = Holdfast.Contracts.Agent.Store;

namespace Holdfast.Server.Agents.Data;

/// <summary>
/// A message of an agent. Batches of chunks are nearly all that comes, a MiB each: their payload is read into memory that is used again, where the generated code
/// makes an array for each, which only a full collection frees. What is not laid out as agents write it goes through the generated code.
/// </summary>
/// <param name="Other">Null for a batch.</param>
internal sealed record ArrivedMessage(ArrivedBatch? Batch, DataUp? Other)
{
    // Field numbers and wire types of agent.proto.
    private const byte StoreOfUp = 3 << 3 | 2, SequenceOfStore = 1 << 3, ChunkOfStore = 2 << 3 | 2, PayloadOfStore = 3 << 3 | 2;
    private const int LongestVarint = 10;

    /// <exception cref="InvalidProtocolBufferException">It is no such message.</exception>
    internal static ArrivedMessage Read(DeserializationContext context) => Read(context.PayloadAsReadOnlySequence());

    /// <inheritdoc cref="Read(DeserializationContext)"/>
    internal static ArrivedMessage Read(in ReadOnlySequence<byte> message)
    {
        if (TrySplit(message, out var head, out var payload))
        {
            var batch = Contents.Parser.ParseFrom(head);
            var length = (int)payload.Length;
            var bytes = ArrayPool<byte>.Shared.Rent(length);
            payload.CopyTo(bytes);
            return new ArrivedMessage(new ArrivedBatch(batch, bytes, length, isRented: true), null);
        }
        var other = DataUp.Parser.ParseFrom(message);
        if (other.Store is not { } store) return new ArrivedMessage(null, other);
        return new ArrivedMessage(new ArrivedBatch(store, store.Payload.ToByteArray(), store.Payload.Length, isRented: false), null);
    }

    /// <summary>Whether the message is a batch and nothing else, whose payload stands at its end.</summary>
    private static bool TrySplit(in ReadOnlySequence<byte> message, out ReadOnlySequence<byte> head, out ReadOnlySequence<byte> payload)
    {
        (head, payload) = (default, default);
        var reader = new SequenceReader<byte>(message);
        if (!reader.TryRead(out var tag) || tag != StoreOfUp || !TryReadVarint(ref reader, out var length) || length != (ulong)reader.Remaining) return false;
        var start = reader.Position;
        while (true)
        {
            var before = reader.Position;
            if (!reader.TryRead(out tag) || tag is not (SequenceOfStore or ChunkOfStore or PayloadOfStore) || !TryReadVarint(ref reader, out length)) return false;
            if (tag == SequenceOfStore) continue;
            if (length > (ulong)reader.Remaining) return false;
            if (tag == ChunkOfStore)
            {
                reader.Advance((long)length);
                continue;
            }
            if (length != (ulong)reader.Remaining) return false;
            (head, payload) = (message.Slice(start, before), reader.UnreadSequence);
            return true;
        }
    }

    private static bool TryReadVarint(ref SequenceReader<byte> reader, out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint && reader.TryRead(out var part); i++)
        {
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80) return true;
        }
        return false;
    }
}
