using System.Buffers;
using Holdfast.Contracts.Agent;
using Contents = Holdfast.Contracts.Agent.Store;

namespace Holdfast.Server.Agents.Data;

/// <summary>A batch of chunks as it came from the wire. Nothing of it has been checked.</summary>
/// <param name="head">All but the payload.</param>
/// <param name="payload">Its bytes; beyond <paramref name="length"/> lies anything.</param>
/// <param name="isRented">Whether the payload belongs to the shared pool of arrays.</param>
internal sealed class ArrivedBatch(Contents head, byte[] payload, int length, bool isRented)
{
    public ulong Sequence => head.Sequence;

    public IReadOnlyList<ChunkHead> Chunks => head.Chunks;

    public ReadOnlySpan<byte> Payload => payload.AsSpan(0, length);

    /// <summary>Gives the memory back. Called once, by the one who read the payload last; a batch that is dropped instead is left to the garbage collector.</summary>
    public void Release()
    {
        if (isRented) ArrayPool<byte>.Shared.Return(payload);
    }
}
