using System.Diagnostics;
using System.Globalization;

namespace Holdfast.MicroBenchmarks;

/// <summary>
/// A figure in seconds: plain stopwatch loops, the median of several, where BenchmarkDotNet takes minutes. The last column divides by the
/// processor time instead of the time elapsed, which holds on a busy machine too.
/// </summary>
internal static class QuickTable
{
    private const int Samples = 9;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(25);

    public static void Print(IEnumerable<QuickCase> cases, TextWriter output)
    {
        output.WriteLine($"{"case",-44} {"GB/s",8} {"best",8} {"GB/CPU-s",9}");
        foreach (var item in cases)
        {
            var (median, best, cpu) = Measure(item);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item.Name,-44} {median,8:0.00} {best,8:0.00} {cpu,9:0.00}"));
        }
    }

    private static (double Median, double Best, double Cpu) Measure(QuickCase item)
    {
        // Long enough for the tiered JIT to have replaced the first code.
        var watch = Stopwatch.StartNew();
        long runs = 0;
        while (watch.Elapsed < WarmUp)
        {
            item.Run();
            runs++;
        }
        var perSample = Math.Max(1, (long)(runs * (SampleTime / WarmUp)));
        var rates = new double[Samples];
        var cpuRates = new double[Samples];
        for (var sample = 0; sample < Samples; sample++)
        {
            var cpuBefore = Environment.CpuUsage.TotalTime;
            watch.Restart();
            for (long run = 0; run < perSample; run++) item.Run();
            var gigabytes = perSample * item.Bytes / 1e9;
            rates[sample] = gigabytes / watch.Elapsed.TotalSeconds;
            cpuRates[sample] = gigabytes / (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
        }
        Array.Sort(rates);
        Array.Sort(cpuRates);
        return (rates[Samples / 2], rates[^1], cpuRates[Samples / 2]);
    }
}
