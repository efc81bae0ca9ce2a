using System.Runtime.InteropServices;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using LightningDB;

namespace Holdfast.IndexBenchmark;

/// <summary>LMDB with one transaction for each 256 Ki entries, and no fsync before the last: the kindest setting for its build.</summary>
internal sealed class LmdbEngine : IIndexEngine
{
    private const int EntriesPerTransaction = 256 * 1024;

    private readonly LightningEnvironment environment;
    private readonly LightningDatabase database;
    private readonly List<(IndexEntry Entry, uint Pack)> pending = [];
    private LightningTransaction? reading;
    private uint packs;

    static LmdbEngine() =>
        // The library in the package needs glibc 2.38; Debian 12 has 2.36 and a liblmdb0 package of its own.
        NativeLibrary.SetDllImportResolver(typeof(LightningEnvironment).Assembly, (name, assembly, path) =>
            NativeLibrary.TryLoad(name, assembly, path, out var packaged) ? packaged : NativeLibrary.Load("liblmdb.so.0"));

    public LmdbEngine(string folder, long entries)
    {
        environment = new LightningEnvironment(folder, new EnvironmentConfiguration { MapSize = (1L << 30) + (entries * 400) });
        environment.Open(EnvironmentOpenFlags.NoSync);
        using var transaction = environment.BeginTransaction();
        database = transaction.OpenDatabase(configuration: new DatabaseConfiguration { Flags = DatabaseOpenFlags.Create });
        _ = transaction.Commit();
    }

    public long? ReportedResidentBytes => null;

    public void AddPack(in PackId pack, IReadOnlyList<IndexEntry> entries)
    {
        foreach (var entry in entries) pending.Add((entry, packs));
        packs++;
        if (pending.Count >= EntriesPerTransaction) Commit();
    }

    public void Flush()
    {
        Commit();
        _ = environment.Flush(true);
    }

    public bool Find(in ChunkId id)
    {
        reading ??= environment.BeginTransaction(TransactionBeginFlags.ReadOnly);
        Span<byte> key = stackalloc byte[RecordBytes.KeySize];
        id.Write(key);
        return reading.Get(database, key).resultCode == MDBResultCode.Success;
    }

    public void Dispose()
    {
        reading?.Dispose();
        database.Dispose();
        environment.Dispose();
    }

    private void Commit()
    {
        if (pending.Count == 0) return;
        reading?.Dispose();
        reading = null;
        pending.Sort((left, right) => left.Entry.Id.CompareTo(right.Entry.Id));
        using var transaction = environment.BeginTransaction();
        Span<byte> key = stackalloc byte[RecordBytes.KeySize];
        Span<byte> value = stackalloc byte[RecordBytes.ValueSize];
        foreach (var (entry, pack) in pending)
        {
            entry.Id.Write(key);
            RecordBytes.Write(value, entry, pack);
            var result = transaction.Put(database, key, value);
            if (result != MDBResultCode.Success) throw new InvalidOperationException($"LMDB put: {result}");
        }
        var committed = transaction.Commit();
        if (committed != MDBResultCode.Success) throw new InvalidOperationException($"LMDB commit: {committed}");
        pending.Clear();
    }
}
