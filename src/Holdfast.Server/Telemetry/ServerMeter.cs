using System.Diagnostics.Metrics;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Telemetry;

/// <summary>The instruments of one server.</summary>
internal sealed class ServerMeter : IDisposable
{
    internal const string Name = "Holdfast";

    /// <summary>Seconds, from a small synchronization to a first backup that takes days.</summary>
    internal static readonly double[] DurationBounds = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14400, 43200, 86400, 259200];

    /// <summary>Observables of one moment share one look at the server.</summary>
    private static readonly TimeSpan lookLength = TimeSpan.FromSeconds(1);

    private readonly Counter<long> jobs, read, stored, sent, itemsFailed, freed;
    private readonly Histogram<double> duration;
    private readonly Func<Observed> look;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private Observed? seen;
    private long seenAt;
    private long waiting = -1;

    internal ServerMeter(Func<Observed> look, TimeProvider time, string version)
    {
        (this.look, this.time) = (look, time);
        Meter = new Meter(Name, version);
        jobs = Counter(Metrics.Jobs);
        read = Counter(Metrics.BytesRead);
        stored = Counter(Metrics.BytesStored);
        sent = Counter(Metrics.BytesSent);
        itemsFailed = Counter(Metrics.ItemsFailed);
        freed = Counter(Metrics.Freed);
        duration = Meter.CreateHistogram(
            Metrics.JobDuration.Name, Metrics.JobDuration.Unit, Metrics.JobDuration.Meaning, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });
        Observe();
    }

    internal Meter Meter { get; }

    internal static bool IsObserved(MetricDescription metric) =>
        metric.Kind == MetricKind.Gauge || metric == Metrics.Cpu || metric == Metrics.Pauses;

    internal void JobEnded(LiveJob job, JobOutcome outcome)
    {
        var (row, type) = (job.Row, new KeyValuePair<string, object?>("type", job.Row.Type));
        jobs.Add(1, type, new("state", JobNames.Of(outcome.State)));
        read.Add(row.BytesRead, type);
        stored.Add(row.BytesStored, type);
        sent.Add(row.BytesSent, type);
        itemsFailed.Add(row.ItemsFailed, type);
        if (row.Started is not null) duration.Record(row.DurationMs / 1000.0, type);
        if (job.Collection is not { } collection) return;
        freed.Add(collection.BytesFreed);
        Interlocked.Exchange(ref waiting, collection.BytesWaiting);
    }

    public void Dispose() => Meter.Dispose();

    private void Observe()
    {
        Gauge(Metrics.Queued, now => now.Queued);
        Gauge(Metrics.Running, now => now.Running);
        Gauge(Metrics.Capacity, now => now.Capacity);
        Gauge(Metrics.Free, now => now.Free);
        Gauge(Metrics.Used, now => now.Used);
        Gauge(Metrics.DaysToFull, now => now.DaysToFull);
        Gauge(Metrics.Dedup, now => now.Used > 0 ? (double)now.BytesOfPoints / now.Used : null);
        Gauge(Metrics.Points, now => now.Points);
        Gauge(Metrics.Vault, now => now.IsVaultConnected is { } connected ? connected ? 1 : 0 : null);
        Gauge(Metrics.Notifications, now => now.Notifications);
        Gauge(Metrics.Waiting, _ => Interlocked.Read(ref waiting) is >= 0 and var bytes ? bytes : null);
        Gauge(Metrics.Memory, _ => Environment.WorkingSet);
        Labelled(Metrics.Alerts, now => now.Alerts.Select(count => (count.Key, (double)count.Value)));
        Labelled(Metrics.Agents, now => now.Agents.Select(count => (count.Key, (double)count.Value)));
        Meter.CreateObservableCounter(Metrics.Cpu.Name, () => Environment.CpuUsage.TotalTime.TotalSeconds, Metrics.Cpu.Unit, Metrics.Cpu.Meaning);
        Meter.CreateObservableCounter(Metrics.Pauses.Name, () => GC.GetTotalPauseDuration().TotalSeconds, Metrics.Pauses.Unit, Metrics.Pauses.Meaning);
    }

    private Counter<long> Counter(MetricDescription metric) => Meter.CreateCounter<long>(metric.Name, metric.Unit, metric.Meaning);

    private void Gauge(MetricDescription metric, Func<Observed, double?> value) => Meter.CreateObservableGauge<double>(
        metric.Name, () => value(Look()) is { } number ? [new Measurement<double>(number)] : [], metric.Unit, metric.Meaning);

    private void Labelled(MetricDescription metric, Func<Observed, IEnumerable<(string Label, double Value)>> values) => Meter.CreateObservableGauge(
        metric.Name, () => values(Look()).Select(entry => new Measurement<double>(entry.Value, new KeyValuePair<string, object?>(metric.Labels[0], entry.Label))), metric.Unit, metric.Meaning);

    private Observed Look()
    {
        lock (gate)
        {
            if (seen is null || time.GetElapsedTime(seenAt) >= lookLength) (seen, seenAt) = (look(), time.GetTimestamp());
            return seen;
        }
    }
}
