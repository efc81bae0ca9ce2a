using System.Diagnostics.Metrics;
using System.Text;

namespace Holdfast.Server.Telemetry;

/// <summary>
/// Keeps what a meter measures and shows it as Prometheus text. It listens from the start of the server, so that counters count; it costs a dictionary, where the SDK
/// of OpenTelemetry, which is loaded for OTLP alone, costs a start tens of milliseconds.
/// </summary>
internal sealed class MetricStore : IDisposable
{
    private static readonly Dictionary<string, MetricDescription> descriptions = Metrics.All.ToDictionary(metric => metric.Name);

    private readonly Lock gate = new();
    private readonly Lock scraping = new();
    private readonly Dictionary<string, MetricFamily> families = [];
    private readonly MeterListener listener = new();

    internal MetricStore(Meter meter)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (!ReferenceEquals(instrument.Meter, meter)) return;
            lock (gate) families[instrument.Name] = new MetricFamily(descriptions[instrument.Name], ServerMeter.DurationBounds);
            listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All metrics as they are now, in the text format of Prometheus, version 0.0.4.</summary>
    internal string Text()
    {
        // One at a time: observed values are cleared and read again.
        lock (scraping)
        {
            lock (gate)
                foreach (var metric in Metrics.All.Where(metric => ServerMeter.IsObserved(metric)))
                    if (families.TryGetValue(metric.Name, out var family)) family.Clear();
            listener.RecordObservableInstruments();
            var text = new StringBuilder(8 << 10);
            lock (gate)
                foreach (var metric in Metrics.All)
                    if (families.TryGetValue(metric.Name, out var family)) family.Write(text);
            return text.ToString();
        }
    }

    public void Dispose() => listener.Dispose();

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusNames.Labels(tags);
        lock (gate)
            if (instrument.IsObservable) families[instrument.Name].Set(labels, value);
            else families[instrument.Name].Add(labels, value);
    }
}
