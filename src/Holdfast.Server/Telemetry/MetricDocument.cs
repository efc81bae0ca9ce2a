using System.Text;

namespace Holdfast.Server.Telemetry;

/// <summary>The table of all metrics in docs/monitoring.md, which is generated from the code.</summary>
public static class MetricDocument
{
    /// <summary>Lines of Markdown, each ended by "\n".</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| at /metrics | OpenTelemetry | kind | labels | what |\n|---|---|---|---|---|\n");
        foreach (var metric in Metrics.All)
            text.Append($"| `{PrometheusNames.Of(metric.Name, metric.Unit, metric.Kind)}` | `{metric.Name}` | {metric.Kind.ToString().ToLowerInvariant()} | ")
                .Append(metric.Labels.Length == 0 ? "–" : string.Join(", ", metric.Labels)).Append($" | {metric.Meaning} |\n");
        return text.ToString();
    }
}
