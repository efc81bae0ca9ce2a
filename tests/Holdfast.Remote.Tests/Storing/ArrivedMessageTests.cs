using System.Buffers;
using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents.Data;
using Contents = Holdfast.Contracts.Agent.Store;

namespace Holdfast.Remote.Tests.Storing;

public sealed class ArrivedMessageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(int.MaxValue)]
    public void Read_BatchInPiecesOfAnySize_IsWhatWasSent(int piece)
    {
        var sent = Batch(chunks: 3, each: 5000);

        var arrived = ArrivedMessage.Read(InPieces(new DataUp { Store = sent }.ToByteArray(), piece));

        Same(sent, arrived);
    }

    [Fact]
    public void Read_BatchWithoutPayload_IsABatchOfNothing() => Same(Batch(0, 0), ArrivedMessage.Read(InPieces(new DataUp { Store = Batch(0, 0) }.ToByteArray(), 3)));

    [Fact]
    public void Read_FieldsInAnotherOrderOrOfANewerAgent_AreUnderstood()
    {
        var sent = Batch(chunks: 2, each: 100);
        byte[] unknown = [15 << 3, 1];
        var head = new Contents(sent) { Payload = ByteString.Empty }.ToByteArray();
        var payload = new Contents { Payload = sent.Payload }.ToByteArray();

        foreach (byte[] body in new byte[][] { [.. payload, .. head], [.. head, .. payload, .. unknown], [.. unknown, .. head, .. payload] })
            Same(sent, ArrivedMessage.Read(InPieces(AsStore(body), 64)));
    }

    [Fact]
    public void Read_TwoStoresInOneMessage_AreMergedAsProtobufHasIt()
    {
        var first = new Contents { Sequence = 1, Payload = ByteString.CopyFrom(1, 2, 3) };
        var second = Batch(chunks: 1, each: 10);

        Same(second, ArrivedMessage.Read(InPieces([.. AsStore(first.ToByteArray()), .. AsStore(second.ToByteArray())], 16)));
    }

    [Fact]
    public void Read_OtherMessages_AreNoBatches()
    {
        var arrived = ArrivedMessage.Read(InPieces(new DataUp { Pin = new Pin { Sequence = 7, Ids = ByteString.CopyFrom(new byte[64]) } }.ToByteArray(), 5));

        Assert.Null(arrived.Batch);
        Assert.Equal(7ul, arrived.Other!.Pin.Sequence);
    }

    [Fact]
    public void Read_CutAtAnyByte_IsRefusedOrNoWholeBatch()
    {
        var whole = new DataUp { Store = Batch(chunks: 2, each: 40) }.ToByteArray();

        for (var length = 1; length < whole.Length; length++)
            Assert.Throws<InvalidProtocolBufferException>(() => ArrivedMessage.Read(new ReadOnlySequence<byte>(whole, 0, length)));
    }

    [Fact]
    public void Read_LengthsThatLie_AreRefused()
    {
        byte[] endless = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01];
        foreach (byte[] body in new byte[][] { [0x1A, .. endless, 1], [0x12, .. endless, 1], [0x12, 5, 1], [0x08, .. endless[..9], 0xFF, 0xFF] })
            Assert.Throws<InvalidProtocolBufferException>(() => ArrivedMessage.Read(new ReadOnlySequence<byte>(AsStore(body))));
    }

    private static Contents Batch(int chunks, int each)
    {
        var batch = new Contents { Sequence = 300 };
        var payload = new byte[chunks * each];
        new Random(5).NextBytes(payload);
        for (var i = 0; i < chunks; i++)
            batch.Chunks.Add(new ChunkHead { Id = ByteString.CopyFrom(new byte[32]), Kind = 1, Codec = 1, PlainLength = (uint)each * 2, PayloadLength = (uint)each });
        batch.Payload = ByteString.CopyFrom(payload);
        return batch;
    }

    private static byte[] AsStore(byte[] body)
    {
        using var message = new MemoryStream();
        using (var coded = new CodedOutputStream(message, leaveOpen: true))
        {
            coded.WriteTag(3, WireFormat.WireType.LengthDelimited);
            coded.WriteBytes(ByteString.CopyFrom(body));
        }
        return message.ToArray();
    }

    private static void Same(Contents sent, ArrivedMessage arrived)
    {
        Assert.Null(arrived.Other);
        Assert.Equal(sent.Sequence, arrived.Batch!.Sequence);
        Assert.Equal(sent.Chunks, arrived.Batch.Chunks);
        Assert.Equal(sent.Payload.ToByteArray(), arrived.Batch.Payload.ToArray());
        arrived.Batch.Release();
    }

    private static ReadOnlySequence<byte> InPieces(byte[] bytes, int size)
    {
        var first = new Piece(bytes.AsMemory(0, Math.Min(size, bytes.Length)), 0);
        var last = first;
        for (var at = first.Memory.Length; at < bytes.Length; at += last.Memory.Length) last = last.Then(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long at) => (Memory, RunningIndex) = (memory, at);

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
