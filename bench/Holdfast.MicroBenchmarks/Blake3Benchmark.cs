using BenchmarkDotNet.Attributes;
using Holdfast.Format.Hashing;

namespace Holdfast.MicroBenchmarks;

/// <summary>BLAKE3 on one core, for each width that the processor has.</summary>
[Config(typeof(ThroughputConfig))]
public class Blake3Benchmark
{
    private readonly byte[] _output = new byte[Blake3.Size];
    private byte[] _input = [];
    private Blake3Mode _mode;

    [Params(1 << 10, 1 << 16, 1 << 20)]
    public int Size { get; set; }

    [ParamsSource(nameof(WidthNames))]
    public string Width { get; set; } = "";

    public static IEnumerable<string> WidthNames => Widths.Select(width => width.ToString());

    private static IEnumerable<Blake3Width> Widths => Enum.GetValues<Blake3Width>().Where(width => width <= Blake3Mode.BestWidth);

    internal static IEnumerable<QuickCase> QuickCases()
    {
        foreach (var width in Widths)
            foreach (var size in new[] { 64, 1 << 10, 4 << 10, 16 << 10, 1 << 16, 1 << 20 })
            {
                var benchmark = new Blake3Benchmark { Size = size, Width = width.ToString() };
                benchmark.Prepare();
                yield return new QuickCase($"BLAKE3 {width} {size} B", size, benchmark.Hash);
            }
    }

    [GlobalSetup]
    public void Prepare()
    {
        _input = RandomData.Make(Size);
        _mode = Blake3Mode.Keyed(RandomData.Make(Blake3.Size), Enum.Parse<Blake3Width>(Width));
    }

    [Benchmark]
    public void Hash() => Blake3.Hash(in _mode, _input, _output);
}
