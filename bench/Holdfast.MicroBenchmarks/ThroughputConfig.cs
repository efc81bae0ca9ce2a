using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;

namespace Holdfast.MicroBenchmarks;

/// <summary>Adds the column GB/s; the benchmark class has a parameter named Size, in bytes.</summary>
internal sealed class ThroughputConfig : ManualConfig
{
    public ThroughputConfig() => AddColumn(new ThroughputColumn());
}
