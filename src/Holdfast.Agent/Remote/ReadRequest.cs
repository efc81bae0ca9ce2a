using System.Threading.Channels;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Remote;

/// <summary>Asks for chunks. They go into a bounded queue; asked again after a cut, those that have come already are passed over.</summary>
internal sealed class ReadRequest(IReadOnlyList<ChunkId> ids, ChannelWriter<Chunk> queue) : RemoteRequest
{
    private readonly HashSet<ChunkId> missing = [.. ids];

    public override int Size => ids.Count * DataLimits.IdSize;

    public override DataUp Message() => new() { Read = new Read { Sequence = Sequence, Ids = IdBytes.Of(ids) } };

    public override async ValueTask<bool> Take(DataDown answer)
    {
        if (answer.MessageCase == DataDown.MessageOneofCase.ReadDone) return true;
        var chunk = answer.Chunk;
        if (chunk.Id.Length != ChunkId.Size || !missing.Remove(ChunkId.Read(chunk.Id.Span))) return false;
        try
        {
            await queue.WriteAsync(chunk);
        }
        catch (ChannelClosedException)
        {
            // Whoever asked has given up: the rest is let pass.
        }
        return false;
    }

    protected override void Ended(bool isAnswered) => queue.TryComplete();
}
