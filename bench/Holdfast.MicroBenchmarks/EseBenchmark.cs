using System.IO.Hashing;
using BenchmarkDotNet.Attributes;
using Holdfast.Testing.Exchange;
using Holdfast.Workloads.Exchange.Ese;

namespace Holdfast.MicroBenchmarks;

/// <summary>Verification of a database of Exchange on one core: 128 MiB, beside other ways to read the same bytes once.</summary>
[Config(typeof(ThroughputConfig))]
public class EseBenchmark
{
    private const int PieceLength = 1 << 20;

    private readonly byte[] copy = new byte[PieceLength];
    private byte[] file = [];

    /// <summary>Bytes of the file.</summary>
    [Params(128 << 20)]
    public int Size { get; set; }

    /// <summary>Exchange has pages of 32 KiB since 2010, and of 8 KiB in 2007; Windows itself of 4 KiB.</summary>
    [Params(4096, 8192, 32768)]
    public int PageLength { get; set; }

    internal static IEnumerable<QuickCase> QuickCases()
    {
        foreach (var pageLength in new[] { 4096, 8192, 32768 })
        {
            var benchmark = new EseBenchmark { Size = 128 << 20, PageLength = pageLength };
            benchmark.Prepare();
            yield return new QuickCase($"ESE database: verified, pages of {pageLength >> 10} KiB", benchmark.file.Length, benchmark.Verify);
            if (pageLength != 32768) continue;
            yield return new QuickCase("ESE database: copied (memcpy)", benchmark.file.Length, benchmark.Copy);
            yield return new QuickCase("ESE database: XxHash3", benchmark.file.Length, () => benchmark.Hash());
            yield return new QuickCase("ESE database: one block of 8 KiB, bit by bit", 8192, () => EseSeal.Sum(benchmark.file.AsSpan(2 * pageLength, 8192), 1));
        }
    }

    [GlobalSetup]
    public void Prepare() => file = new GeneratedDatabase(PageLength, (Size / PageLength) - 2) { Mixed = 0 }.File();

    [Benchmark]
    public void Copy()
    {
        for (var at = 0; at < file.Length; at += PieceLength) file.AsSpan(at, Math.Min(PieceLength, file.Length - at)).CopyTo(copy);
    }

    [Benchmark]
    public ulong Hash() => XxHash3.HashToUInt64(file);

    [Benchmark]
    public void Verify()
    {
        var scan = new EseDatabaseScan();
        for (var at = 0; at < file.Length; at += PieceLength) scan.Push(file.AsSpan(at, Math.Min(PieceLength, file.Length - at)));
        var report = scan.Complete();
        if (!report.IsIntact || report.Pages.Seen != (Size / PageLength) - 2) throw new InvalidOperationException("The database was not verified.");
    }
}
