using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using RocksDbSharp;

namespace Holdfast.IndexBenchmark;

/// <summary>
/// RocksDB as one would set it for this: 10-bit Bloom filter, 32 MiB block cache, 16 MiB memtables, no compression (ids do not
/// compress), index and filter blocks resident outside the cache. Tables name 4-byte pack numbers; a pack table is not kept.
/// </summary>
internal sealed class RocksDbEngine : IIndexEngine
{
    private readonly RocksDb database;
    private readonly WriteOptions fast = new WriteOptions().DisableWal(1);
    private uint packs;

    public RocksDbEngine(string folder)
    {
        var table = new BlockBasedTableOptions()
            .SetFilterPolicy(BloomFilterPolicy.Create(10, false))
            .SetBlockCache(Cache.CreateLru(32 << 20))
            .SetBlockSize(4096);
        var options = new DbOptions()
            .SetCreateIfMissing()
            .SetCompression(Compression.No)
            .SetWriteBufferSize(16 << 20)
            .SetMaxBackgroundCompactions(1)
            .SetBlockBasedTableFactory(table);
        database = RocksDb.Open(options, folder);
    }

    public long? ReportedResidentBytes => long.Parse(
        database.GetProperty("rocksdb.estimate-table-readers-mem"), System.Globalization.CultureInfo.InvariantCulture);

    public void AddPack(in PackId pack, IReadOnlyList<IndexEntry> entries)
    {
        using var batch = new WriteBatch();
        Span<byte> key = stackalloc byte[RecordBytes.KeySize];
        Span<byte> value = stackalloc byte[RecordBytes.ValueSize];
        foreach (var entry in entries)
        {
            entry.Id.Write(key);
            RecordBytes.Write(value, entry, packs);
            batch.Put(key, value);
        }
        packs++;
        database.Write(batch, fast);
    }

    public void Flush() => database.Flush(new FlushOptions().SetWaitForFlush(true));

    public bool Find(in ChunkId id)
    {
        Span<byte> key = stackalloc byte[RecordBytes.KeySize];
        id.Write(key);
        return database.HasKey(key);
    }

    public void Dispose() => database.Dispose();
}
