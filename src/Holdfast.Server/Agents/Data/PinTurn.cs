using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;
using Holdfast.Server.Engine.Remote;

namespace Holdfast.Server.Agents.Data;

/// <summary>Answers which chunks are known, and pins those that are.</summary>
internal sealed class PinTurn(IRemoteBackup backup, Pin question) : IDataTurn
{
    private readonly ChunkId[] ids = DataChecks.Ids(question.Ids);

    public bool Step(IngestScratch scratch, Action<DataDown> answer)
    {
        var known = new bool[ids.Length];
        backup.Pin(ids, known);
        var bits = new byte[(ids.Length + 7) / 8];
        for (var i = 0; i < known.Length; i++)
            if (known[i]) bits[i >> 3] |= (byte)(1 << (i & 7));
        answer(new DataDown { Pinned = new Pinned { Sequence = question.Sequence, Known = UnsafeByteOperations.UnsafeWrap(bits) } });
        return true;
    }
}
