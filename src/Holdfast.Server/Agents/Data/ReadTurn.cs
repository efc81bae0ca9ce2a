using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;
using Holdfast.Server.Engine.Remote;

namespace Holdfast.Server.Agents.Data;

/// <summary>Sends chunks, each once, in the order in which they are best read.</summary>
internal sealed class ReadTurn(IRemoteChunks source, Read question) : IDataTurn
{
    private const int MostBytesInTurn = 1 << 20;
    private readonly ChunkId[] asked = DataChecks.Ids(question.Ids);
    private IReadOnlyList<ChunkId>? ids;
    private int next;

    public bool Step(IngestScratch scratch, Action<DataDown> answer)
    {
        ids ??= source.InOrder(asked);
        for (var sent = 0; next < ids.Count && sent < MostBytesInTurn; next++)
        {
            var chunk = Describe(ids[next]);
            sent += chunk.Payload.Length;
            answer(new DataDown { Chunk = chunk });
        }
        if (next < ids.Count) return false;
        answer(new DataDown { ReadDone = new ReadDone { Sequence = question.Sequence } });
        return true;
    }

    private Chunk Describe(in ChunkId id)
    {
        var chunk = new Chunk { Sequence = question.Sequence, Id = UnsafeByteOperations.UnsafeWrap(id.Value.ToArray()) };
        if (source.Read(id) is not { } found)
        {
            chunk.Unavailable = "the server does not have it";
            return chunk;
        }
        (chunk.Codec, chunk.PlainLength, chunk.Payload) = ((uint)found.Codec, (uint)found.PlainLength, UnsafeByteOperations.UnsafeWrap(found.Payload));
        return chunk;
    }
}
