using System.Diagnostics;

namespace Holdfast.CatalogBenchmark;

/// <summary>Calls something some times and prints a row of the table.</summary>
internal static class Measure
{
    internal const int Rounds = 15;

    internal static async Task Print<T>(string what, string database, Func<Task<T>> call)
    {
        await call();
        var times = new List<double>(Rounds);
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            await call();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        cpu = (Environment.CpuUsage.TotalTime - cpu) / Rounds;
        times.Sort();
        Console.WriteLine(FormattableString.Invariant($"| {what} | {database} | {times[Rounds / 2]:F1} | {times[^1]:F1} | {cpu.TotalMilliseconds:F1} |"));
    }
}
