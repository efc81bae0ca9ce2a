using System.Diagnostics;
using System.Globalization;
using Holdfast.Agent;
using Holdfast.Agent.Applications;
using Holdfast.Agent.Backup;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.MicroBenchmarks;

/// <summary>What pages cost that are stored by 1, 2, 4, or 8: measured on a generated database, and computed for large ones.</summary>
internal static class PageTable
{
    private const double Changed = 0.01;

    /// <summary>Of the index, docs/adr/0002: resident at rest and while runs are merged, and on the disk.</summary>
    private const double IndexResident = 2.2, IndexMerging = 4.4, IndexDisk = 58.3;

    /// <summary>Besides while an agent backs up: of the point before, and of what has arrived, at most.</summary>
    private const double RemoteMemory = 8 + 21;

    public static void Print(int mebibytes, TextWriter output)
    {
        output.WriteLine($"A generated database of {mebibytes} MiB, incompressible, 1 % of its pages changed between two full backups. Share of the backup's bytes, with frames, footers, and item tables:\n");
        output.WriteLine("| pages a chunk | first full stores more by | second full, changes together | second full, changes scattered | extent lists, first | MB/s |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|");
        var measured = new Dictionary<int, Measured>();
        foreach (var pages in (int[])[1, 2, 4, 8])
        {
            var row = measured[pages] = Measure(mebibytes, pages);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {pages} | {row.Overhead:P2} | {row.Together:P2} | {row.Scattered:P2} | {row.Lists:P2} | {row.Rate:0} |"));
        }
        output.WriteLine("\nComputed, with the grouping that a new database gets (docs/adr/0016):\n");
        output.WriteLine("| database | pages a chunk | chunks | index in memory, MiB | through an agent besides, at most, MiB | index on disk, GiB | extent lists, GiB | second full, scattered |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (var gibibytes = 8; gibibytes <= 1024; gibibytes *= 2)
        {
            var size = (double)gibibytes * (1 << 30);
            var pages = PageGrouping.For(0, 0, (long)size);
            var chunks = size / GeneratedPages.PageLength / pages;
            // Scattered as far as they can be: every list of extents changes, too.
            var second = 1 - Math.Pow(1 - Changed, pages) + measured[pages].Lists;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {gibibytes} GiB | {pages} | {chunks / 1e6:0.0} M | {Mebi(chunks * IndexResident)}–{Mebi(chunks * IndexMerging)} | {Mebi(chunks * RemoteMemory)} | {chunks * IndexDisk / (1 << 30):0.0} | {size * measured[pages].Lists / (1 << 30):0.0} | {second:P1} |"));
        }
    }

    private static string Mebi(double bytes) => (bytes / (1 << 20)).ToString("0", CultureInfo.InvariantCulture);

    private static Measured Measure(int mebibytes, int pages)
    {
        var count = mebibytes * 128;
        var database = GeneratedPages.Database(1, count);
        var store = new CountedChunks();
        var clock = Stopwatch.StartNew();
        Store(store, database, pages);
        var (elapsed, first, lists) = (clock.Elapsed, store.Bytes, store.Lists);
        Change(database, Enumerable.Range(count / 2, count / 100), 5_000_000);
        Store(store, database, pages);
        var together = store.Bytes - first;
        // Every hundredth page, in turn the first to the last of its extent.
        Change(database, Enumerable.Range(0, count / 100).Select(index => Math.Min((index * 100) + (index % 8), count - 1)), 6_000_000);
        var before = store.Bytes;
        Store(store, database, pages);
        return new Measured(
            ((double)first / database.Length) - 1, (double)together / database.Length, (double)(store.Bytes - before) / database.Length, (double)lists / database.Length, database.Length / elapsed.TotalSeconds / 1e6);
    }

    private static void Change(byte[] database, IEnumerable<int> pages, int seed)
    {
        foreach (var page in pages) GeneratedPages.Fill(database.AsSpan(page * GeneratedPages.PageLength, GeneratedPages.PageLength), 1, (uint)page, seed + page);
    }

    private static void Store(CountedChunks store, byte[] database, int pages)
    {
        var options = new BackupOptions(new byte[32], new byte[32], CompressionPolicy.Default, CutSizes.Default);
        using var assembly = new PointAssembly(store, null, store, options, new RunProgress(), CancellationToken.None);
        using (var file = assembly.BeginFile(new Item { Parent = [], Name = "full.bak"u8.ToArray(), Kind = ItemKind.File }, new MediaCutter(pages)))
        {
            var media = MediaWriter.File(new GeneratedSet('D', 10, 20, database, new byte[65536])).AsSpan();
            for (var at = 0; at < media.Length; at += 1 << 20) file.Append(media[at..Math.Min(at + (1 << 20), media.Length)]);
            file.Complete();
        }
        assembly.Finish();
    }

    /// <summary>Shares of the database's bytes.</summary>
    private sealed record Measured(double Overhead, double Together, double Scattered, double Lists, double Rate);
}
