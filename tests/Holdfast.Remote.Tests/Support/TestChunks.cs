using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Hashing;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Remote.Tests.Support;

/// <summary>Chunks and tables as an agent makes them, by hand.</summary>
internal sealed class TestChunks(byte[] chunkIdKey) : IChunkStore
{
    private readonly List<(ChunkHead Head, byte[] Payload)> stored = [];

    public ChunkId IdOf(ReadOnlySpan<byte> plain) => new(Blake3.KeyedHash(chunkIdKey, plain));

    public static ByteString Bytes(params ChunkId[] ids) => ByteString.CopyFrom([.. ids.SelectMany(id => id.Value.ToArray())]);

    public ChunkHead Head(byte[] plain, ChunkKind kind = ChunkKind.Content) =>
        new() { Id = Bytes(IdOf(plain)), Kind = (uint)kind, Codec = 0, PlainLength = (uint)plain.Length, PayloadLength = (uint)plain.Length };

    /// <summary>A message with one chunk, as it is.</summary>
    public DataUp Store(byte[] plain, ChunkKind kind = ChunkKind.Content, ulong sequence = 1) => Store(Head(plain, kind), plain, sequence);

    public static DataUp Store(ChunkHead head, byte[] payload, ulong sequence = 1)
    {
        var store = new Holdfast.Contracts.Agent.Store { Sequence = sequence, Payload = ByteString.CopyFrom(payload) };
        store.Chunks.Add(head);
        return new DataUp { Store = store };
    }

    /// <summary>A table of one file whose content is the chunk, and the messages that bring the table.</summary>
    public (ItemTableRoot Root, IReadOnlyList<DataUp> Messages) Table(ChunkId content, int length)
    {
        stored.Clear();
        using var chunks = new ChunkWriter(this, chunkIdKey, CompressionPolicy.Default with { Compress = false });
        var table = new ItemTableWriter(chunks);
        table.Add(new Item { Parent = [], Name = [], Kind = ItemKind.Directory });
        table.Add(new Item { Parent = [], Name = "file"u8.ToArray(), Kind = ItemKind.File, Size = length, Extents = [Extent.Data(content, 0, (uint)length)] });
        var root = table.Complete();
        return (root, [.. stored.Select((chunk, i) => Store(chunk.Head, chunk.Payload, (ulong)(100 + i)))]);
    }

    public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known) => known.Clear();

    void IChunkStore.Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload) => stored.Add((
        new ChunkHead { Id = Bytes(id), Kind = (uint)kind, Codec = (uint)codec, PlainLength = (uint)plainLength, PayloadLength = (uint)payload.Length }, payload.ToArray()));
}
