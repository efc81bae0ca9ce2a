using System.Buffers;
using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Remote;

/// <summary>A batch of chunks. Its buffer goes back to the pool when the server has acknowledged it, and not before: it may have to be sent again.</summary>
internal sealed class StoreRequest(int room, Action<StoreRequest> ended) : RemoteRequest
{
    private readonly byte[] payload = ArrayPool<byte>.Shared.Rent(room);
    private readonly List<ChunkHead> heads = [];
    private int used;
    private int plain;

    public override int Size => used;

    public bool IsFull => used >= DataLimits.BatchSize || heads.Count >= DataLimits.MostChunksInBatch;

    public List<ChunkId> Ids { get; } = [];

    public bool HasRoomFor(int plainLength, int payloadLength) =>
        heads.Count == 0 || (used + payloadLength <= payload.Length && plain + plainLength <= DataLimits.MostPlainInBatch);

    public void Add(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(payload.AsSpan(used));
        used += bytes.Length;
        plain += plainLength;
        Ids.Add(id);
        heads.Add(new ChunkHead
        {
            Id = UnsafeByteOperations.UnsafeWrap(id.Value.ToArray()), Kind = (uint)kind, Codec = (uint)codec, PlainLength = (uint)plainLength, PayloadLength = (uint)bytes.Length,
        });
    }

    public override DataUp Message()
    {
        var store = new Store { Sequence = Sequence, Payload = UnsafeByteOperations.UnsafeWrap(payload.AsMemory(0, used)) };
        store.Chunks.AddRange(heads);
        return new DataUp { Store = store };
    }

    public override ValueTask<bool> Take(DataDown answer) => new(true);

    protected override void Ended(bool isAnswered)
    {
        // One that failed may still be on its way out: its buffer is left to the garbage collector.
        if (isAnswered) ArrayPool<byte>.Shared.Return(payload);
        ended(this);
    }
}
