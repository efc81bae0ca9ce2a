using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Remote;

/// <summary>Asks which chunks the server knows.</summary>
internal sealed class PinRequest(IReadOnlyList<ChunkId> ids) : RemoteRequest
{
    private ByteString known = ByteString.Empty;

    public override int Size => ids.Count * DataLimits.IdSize;

    public bool IsKnown(int i) => (i >> 3) < known.Length && (known[i >> 3] & (1 << (i & 7))) != 0;

    public override DataUp Message() => new() { Pin = new Pin { Sequence = Sequence, Ids = IdBytes.Of(ids) } };

    public override ValueTask<bool> Take(DataDown answer)
    {
        known = answer.Pinned.Known;
        return new(true);
    }
}
