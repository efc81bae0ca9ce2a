namespace Holdfast.Store.Index;

/// <summary>Bounds of the chunk index. The defaults were chosen by measurement: docs/adr/0002-chunk-index.md.</summary>
public sealed record ChunkIndexOptions
{
    /// <summary>Entries (or packs) held in memory before they are written as a run. The default, 128 Ki, takes about 12 MiB.</summary>
    public int RecentEntries { get; init; } = 128 * 1024;

    /// <summary>Runs smaller than this count as this large when merges are chosen, so that many small flushes do not leave many runs.</summary>
    public long SmallestRun { get; init; } = 64 * 1024;
}
