using BenchmarkDotNet.Attributes;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Hashing;

namespace Holdfast.MicroBenchmarks;

/// <summary>The content-defined cutter over incompressible data, on one core.</summary>
[Config(typeof(ThroughputConfig))]
public class CutterBenchmark
{
    private byte[] _input = [];
    private Cutter _cutter = null!;

    [Params(64 << 20)]
    public int Size { get; set; }

    [Params(64, 256)]
    public int MinimumKiB { get; set; }

    internal static IEnumerable<QuickCase> QuickCases()
    {
        foreach (var minimum in new[] { 64, 256 })
        {
            var benchmark = new CutterBenchmark { Size = 64 << 20, MinimumKiB = minimum };
            benchmark.Prepare();
            yield return new QuickCase($"Cutter {minimum} KiB…, 64 MiB", benchmark.Size, () => benchmark.Cut());
        }
        var scan = new CutterBenchmark { Size = 4 << 20, MinimumKiB = 256 };
        scan.Prepare();
        yield return new QuickCase("Cutter 256 KiB…, 4 MiB (in cache)", scan.Size, () => scan.Cut());
    }

    [GlobalSetup]
    public void Prepare()
    {
        _input = RandomData.Make(Size);
        var minimum = MinimumKiB << 10;
        _cutter = new Cutter(RandomData.Make(Blake3.Size), new CutSizes(minimum, 4 * minimum, 16 * minimum));
    }

    [Benchmark]
    public int Cut()
    {
        var chunks = 0;
        for (var rest = _input.AsSpan(); !rest.IsEmpty; chunks++) rest = rest[_cutter.Next(rest, isLast: true)..];
        return chunks;
    }
}
