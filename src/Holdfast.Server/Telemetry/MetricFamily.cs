using System.Text;

namespace Holdfast.Server.Telemetry;

/// <summary>All series of one metric. Not thread-safe: <see cref="MetricStore"/> guards it.</summary>
internal sealed class MetricFamily(MetricDescription description, IReadOnlyList<double> bounds)
{
    private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);

    private sealed class Series(int buckets)
    {
        internal double Value;
        internal long Count;
        internal readonly long[] Buckets = new long[buckets];
    }

    internal void Add(string labels, double value)
    {
        var one = Of(labels);
        one.Value += value;
        one.Count++;
        for (var i = 0; i < bounds.Count; i++)
            if (value <= bounds[i]) one.Buckets[i]++;
    }

    internal void Set(string labels, double value) => Of(labels).Value = value;

    /// <summary>Forgets what was observed: what is not there any more is not reported.</summary>
    internal void Clear() => series.Clear();

    internal void Write(StringBuilder text)
    {
        if (series.Count == 0) return;
        var name = PrometheusNames.Of(description.Name, description.Unit, description.Kind);
        text.Append("# HELP ").Append(name).Append(' ').Append(PrometheusNames.Help(description.Meaning)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(description.Kind.ToString().ToLowerInvariant()).Append('\n');
        foreach (var (labels, one) in series)
            if (description.Kind == MetricKind.Histogram) WriteHistogram(text, name, labels, one);
            else Line(text, name, labels, one.Value);
    }

    private void WriteHistogram(StringBuilder text, string name, string labels, Series one)
    {
        var before = labels.Length == 0 ? "" : labels + ",";
        for (var i = 0; i < bounds.Count; i++) Line(text, name + "_bucket", $"{before}le=\"{PrometheusNames.Number(bounds[i])}\"", one.Buckets[i]);
        Line(text, name + "_bucket", before + "le=\"+Inf\"", one.Count);
        Line(text, name + "_sum", labels, one.Value);
        Line(text, name + "_count", labels, one.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(PrometheusNames.Number(value)).Append('\n');
    }

    private Series Of(string labels)
    {
        if (!series.TryGetValue(labels, out var found)) series[labels] = found = new Series(bounds.Count);
        return found;
    }
}
