using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;

namespace Holdfast.IndexBenchmark;

/// <summary>A store of chunk locations under measurement. Dispose closes it; what was added is durable then.</summary>
internal interface IIndexEngine : IDisposable
{
    /// <summary>Bytes that the engine itself says are resident, or null where it does not say.</summary>
    long? ReportedResidentBytes { get; }

    void AddPack(in PackId pack, IReadOnlyList<IndexEntry> entries);

    /// <summary>Makes what was added durable.</summary>
    void Flush();

    bool Find(in ChunkId id);
}
