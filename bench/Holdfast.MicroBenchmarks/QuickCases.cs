namespace Holdfast.MicroBenchmarks;

/// <summary>What --quick measures. A new benchmark class adds its cases here.</summary>
internal static class QuickCases
{
    public static IReadOnlyList<QuickCase> All() =>
    [
        .. Blake3Benchmark.QuickCases(),
        .. CutterBenchmark.QuickCases(),
        .. SealBenchmark.QuickCases(),
        .. MediaBenchmark.QuickCases(),
        .. VssDocumentBenchmark.QuickCases(),
        .. EseBenchmark.QuickCases(),
        .. WindowsFilesBenchmark.QuickCases(),
    ];
}
