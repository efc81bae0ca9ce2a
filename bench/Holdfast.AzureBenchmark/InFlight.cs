using System.Diagnostics;

namespace Holdfast.AzureBenchmark;

/// <summary>Runs an action for each pack on so many threads, and says what it took.</summary>
internal static class InFlight
{
    public static Measurement Run(int packs, int threads, Action<int> send)
    {
        var next = -1;
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var failures = new List<Exception>();
        var running = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            try
            {
                for (int pack; (pack = Interlocked.Increment(ref next)) < packs;) send(pack);
            }
            catch (Exception error)
            {
                lock (failures) failures.Add(error);
            }
        })).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        if (failures.Count > 0) throw new AggregateException(failures);
        process.Refresh();
        return new Measurement(watch.Elapsed, process.TotalProcessorTime - before);
    }
}
