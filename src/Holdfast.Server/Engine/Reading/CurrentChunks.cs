using Holdfast.Format.Chunks;

namespace Holdfast.Server.Engine.Reading;

/// <summary>
/// The chunks of a place for who reads them for hours: each read goes to the repository that is in use at that moment, so that keys can be changed and an index be
/// rebuilt between two reads. A chunk has the same name in all of them.
/// </summary>
/// <param name="use">Runs a read on the engine's terms. Faults are <see cref="Holdfast.Contracts.Errors.HoldfastException"/>, of a missing chunk as well.</param>
internal sealed class CurrentChunks(Func<Func<IChunkSource, int>, int> use) : IChunkSource
{
    public byte[] Read(in ChunkId id)
    {
        byte[] plain = [];
        var wanted = id;
        _ = use(chunks => (plain = chunks.Read(wanted)).Length);
        return plain;
    }

    public int Read(in ChunkId id, ref byte[] buffer)
    {
        var (wanted, given) = (id, buffer);
        var length = use(chunks => chunks.Read(wanted, ref given));
        buffer = given;
        return length;
    }

    public void ReadAhead(IReadOnlyCollection<ChunkId> ids) => use(chunks =>
    {
        chunks.ReadAhead(ids);
        return 0;
    });

    public void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation) => use(chunks =>
    {
        chunks.ReadMany(ids, receiver, cancellation);
        return 0;
    });
}
