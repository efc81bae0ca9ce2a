using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;

namespace Holdfast.IndexBenchmark;

internal sealed class OwnEngine(string folder) : IIndexEngine
{
    private readonly ChunkIndex index = ChunkIndex.Open(folder);

    public long? ReportedResidentBytes => index.ResidentBytes;

    public void AddPack(in PackId pack, IReadOnlyList<IndexEntry> entries) => index.AddPack(pack, entries);

    public void Flush() => index.Flush();

    public bool Find(in ChunkId id) => index.TryFind(id, out _);

    public void Dispose() => index.Dispose();
}
