namespace Holdfast.AgentBenchmark;

/// <summary>Times in milliseconds, and what lies below 50 and 99 of a hundred of them. Thread-safe.</summary>
internal sealed class Latencies
{
    private readonly Lock gate = new();
    private readonly List<double> times = [];

    internal void Add(TimeSpan time)
    {
        lock (gate) times.Add(time.TotalMilliseconds);
    }

    internal void Clear()
    {
        lock (gate) times.Clear();
    }

    internal (int Count, double P50, double P99, double Worst) Take()
    {
        lock (gate)
        {
            if (times.Count == 0) throw new InvalidOperationException("Nothing was measured: measure for longer than one heartbeat.");
            times.Sort();
            return (times.Count, At(0.50), At(0.99), times[^1]);
        }
    }

    private double At(double part) => times[Math.Min(times.Count - 1, (int)(part * times.Count))];
}
