using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;
using Holdfast.Server.Engine.Remote;

namespace Holdfast.Server.Agents.Data;

/// <summary>Stores the chunks of one batch; a few MiB of plaintext a turn.</summary>
internal sealed class StoreTurn(IRemoteBackup backup, ArrivedBatch batch) : IDataTurn
{
    private const int MostPlainInTurn = 4 << 20;
    private readonly ArrivedChunk[] chunks = DataChecks.Chunks(batch);
    private int next;
    private int at;

    public bool Step(IngestScratch scratch, Action<DataDown> answer)
    {
        for (var plain = 0; next < chunks.Length && plain < MostPlainInTurn; next++)
        {
            var length = (int)batch.Chunks[next].PayloadLength;
            backup.Store(chunks[next], batch.Payload.Slice(at, length), ref scratch.Plain);
            at += length;
            plain += chunks[next].PlainLength;
        }
        if (next < chunks.Length) return false;
        batch.Release();
        answer(new DataDown { Stored = new Stored { Sequence = batch.Sequence } });
        return true;
    }
}
