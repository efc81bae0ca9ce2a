using System.IO.Hashing;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.MicroBenchmarks;

/// <summary>Verification of a backup of SQL Server on one core, beside other ways to read the same bytes once. The backup is larger than the processor's caches.</summary>
[Config(typeof(ThroughputConfig))]
public class MediaBenchmark
{
    private const int Pages = 16_384;
    private const int PieceLength = 1 << 20;
    private const int SinkLength = 256 << 10;

    private readonly byte[] copy = new byte[PieceLength];
    private byte[] file = [];
    private byte[] page = [];

    internal static IEnumerable<QuickCase> QuickCases()
    {
        var benchmark = new MediaBenchmark();
        benchmark.Prepare();
        yield return new QuickCase("page checksum, scalar", PageChecksum.PageLength, () => PageChecksum.SumScalar(benchmark.page));
        yield return new QuickCase("page checksum, 128 bits", PageChecksum.PageLength, () => PageChecksum.Sum128(benchmark.page));
        yield return new QuickCase("page checksum, 256 bits", PageChecksum.PageLength, () => PageChecksum.Sum256(benchmark.page));
        if (Vector512.IsHardwareAccelerated)
        {
            yield return new QuickCase("page checksum, 512 bits", PageChecksum.PageLength, () => PageChecksum.Sum512(benchmark.page));
        }

        var bytes = benchmark.file.Length;
        yield return new QuickCase("SQL backup: copied (memcpy)", bytes, benchmark.Copy);
        yield return new QuickCase("SQL backup: XxHash3", bytes, () => benchmark.Hash());
        yield return new QuickCase("SQL backup: SHA-256", bytes, () => benchmark.Sha256());
        yield return new QuickCase("SQL backup: verified", bytes, benchmark.Verify);
        yield return new QuickCase("SQL backup: verified and cut", bytes, benchmark.Cut);
    }

    [GlobalSetup]
    public void Prepare()
    {
        file = MediaWriter.File(new GeneratedSet('D', 1, 2, GeneratedPages.Database(1, Pages), new byte[65536]));
        page = GeneratedPages.Database(2, 1);
    }

    [Benchmark]
    public void Copy()
    {
        for (var at = 0; at < file.Length; at += PieceLength)
        {
            file.AsSpan(at, Math.Min(PieceLength, file.Length - at)).CopyTo(copy);
        }
    }

    [Benchmark]
    public ulong Hash() => XxHash3.HashToUInt64(file);

    [Benchmark]
    public byte[] Sha256() => SHA256.HashData(file);

    [Benchmark]
    public void Verify()
    {
        var reader = new MediaReader();
        for (var at = 0; at < file.Length; at += PieceLength)
        {
            reader.Push(file.AsSpan(at, Math.Min(PieceLength, file.Length - at)));
        }

        Require(reader.Complete());
    }

    [Benchmark]
    public void Cut()
    {
        var cutter = new MediaCutter();
        var start = 0;
        var come = 0;
        while (start < file.Length)
        {
            var length = cutter.Next(file.AsSpan(start, come - start), come == file.Length);
            start += length;
            come = length == 0 ? Math.Min(file.Length, come + SinkLength) : come;
        }

        Require(cutter.Complete());
    }

    private static void Require(MediaReport report)
    {
        if (!report.IsIntact || report.Sets[0].Pages.Checked != Pages)
        {
            throw new InvalidOperationException("The backup was not verified.");
        }
    }
}
