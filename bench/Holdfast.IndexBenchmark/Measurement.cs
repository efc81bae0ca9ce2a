using System.Diagnostics;
using System.Globalization;
using Holdfast.Store.Index;

namespace Holdfast.IndexBenchmark;

/// <summary>Builds one engine to a sixteenth, a quarter and all of the entries; at each size closes it, opens it, and looks ids up.</summary>
internal sealed class Measurement(string engine, long entries, string folder)
{
    private const int Lookups = 500_000;

    private long built;
    private double buildSeconds;

    public void Run()
    {
        // Code is compiled and pages of the runtime are touched before anything is measured.
        using (var first = Open(Path.Combine(folder, "warm")))
        {
            _ = Build(first, 0, 4000);
            first.Flush();
            _ = Rate(first, present: true, 4000, 50_000);
            _ = Rate(first, present: false, 4000, 50_000);
        }
        Console.WriteLine(
            $"{engine}: entries, build s, open s, resident B/chunk (engine says | anonymous RSS | mapped RSS), "
            + "peak anonymous B/chunk in build, disk B/chunk, present/s, absent/s");
        foreach (var share in new[] { 16, 4, 1 }) Measure(entries / share);
    }

    private void Measure(long size)
    {
        var data = Path.Combine(folder, "data");
        long peak;
        var empty = ProcessMemory.Read();
        using (var index = Open(data))
        {
            var watch = Stopwatch.StartNew();
            peak = Build(index, built, size) - empty.Anonymous;
            index.Flush();
            buildSeconds += watch.Elapsed.TotalSeconds;
            built = size;
        }

        var before = ProcessMemory.Read();
        var opening = Stopwatch.StartNew();
        using var opened = Open(data);
        var openSeconds = opening.Elapsed.TotalSeconds;
        _ = Rate(opened, present: true, size, Lookups);
        var present = Rate(opened, present: true, size, Lookups);
        var absent = Rate(opened, present: false, size, Lookups);
        var after = ProcessMemory.Read();
        var disk = new DirectoryInfo(data).GetFiles().Sum(file => file.Length);
        Console.WriteLine(
            $"{engine}: {size,12:N0}  {buildSeconds,8:F1}  {openSeconds,6:F2}  "
            + $"{(opened.ReportedResidentBytes is { } bytes ? PerChunk(bytes) : "-")} | "
            + $"{PerChunk(after.Anonymous - before.Anonymous)} | {PerChunk(after.Mapped - before.Mapped)}  "
            + $"{PerChunk(peak)}  {PerChunk(disk)}  {present,10:N0}  {absent,10:N0}");

        string PerChunk(long bytes) => (bytes / (double)size).ToString("F2", CultureInfo.InvariantCulture);
    }

    /// <returns>The most anonymous memory seen, sampled without collecting garbage first.</returns>
    private static long Build(IIndexEngine index, long from, long to)
    {
        var pack = new IndexEntry[Synthetic.EntriesPerPack];
        var peak = 0L;
        for (var first = from; first < to; first += pack.Length)
        {
            Synthetic.Fill(pack, (ulong)first);
            index.AddPack(Synthetic.Pack((ulong)first), pack);
            if (first / pack.Length % 4096 == 0) peak = Math.Max(peak, ProcessMemory.ReadNow().Anonymous);
        }
        return peak;
    }

    private static double Rate(IIndexEngine index, bool present, long size, int lookups)
    {
        var watch = Stopwatch.StartNew();
        var found = 0;
        for (var i = 0; i < lookups; i++)
        {
            var number = Synthetic.Mix((ulong)i + 17) % (ulong)size;
            if (index.Find(present ? Synthetic.Chunk(number) : Synthetic.Absent(number))) found++;
        }
        if (found != (present ? lookups : 0)) throw new InvalidOperationException($"{found} of {lookups} found.");
        return lookups / watch.Elapsed.TotalSeconds;
    }

    private IIndexEngine Open(string data)
    {
        _ = Directory.CreateDirectory(data);
        return engine switch
        {
            "own" => new OwnEngine(data),
            "rocksdb" => new RocksDbEngine(data),
            "lmdb" => new LmdbEngine(data, entries),
            _ => throw new ArgumentException($"No engine '{engine}': own, rocksdb, lmdb or all."),
        };
    }
}
