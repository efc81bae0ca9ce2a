using Holdfast.Format.Chunks;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine;

/// <summary>Reads the item table for a forecast and remembers with which reads.</summary>
internal sealed class ForecastTables(Repository repository) : IChunkSource
{
    private readonly HashSet<ChunkId> seen = [];
    private readonly List<IReadOnlyList<ChunkId>> reads = [];

    /// <summary>Whether all that was read is kept: then a recovery that follows reads none of it again. A table that is too large is read again as a whole.</summary>
    public bool AreInMemory => seen.All(id => repository.Chunks.HoldsInMemory(id));

    /// <summary>Bytes and requests that reading this costs with nothing in memory.</summary>
    public (long Bytes, long Requests) Total()
    {
        long bytes = 0, requests = 0;
        foreach (var plan in reads.Select(repository.Chunks.Plan)) (bytes, requests) = (bytes + plan.Bytes, requests + plan.Requests);
        return (bytes, requests);
    }

    public byte[] Read(in ChunkId id)
    {
        if (seen.Add(id)) reads.Add([id]);
        return repository.Chunks.Read(id);
    }

    public void ReadAhead(IReadOnlyCollection<ChunkId> ids)
    {
        if (repository.Options.Reads.ReadsAhead && ids.Count > 1)
        {
            var together = ids.Where(seen.Add).ToList();
            if (together.Count > 0) reads.Add(together);
        }
        repository.Chunks.ReadAhead(ids);
    }

    public void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation) =>
        throw new NotSupportedException("A forecast reads no content.");
}
