using System.Globalization;
using System.Text;

namespace Holdfast.Server.Telemetry;

/// <summary>Names, labels, and numbers as Prometheus writes them.</summary>
internal static class PrometheusNames
{
    /// <summary>Dots become underscores, and unit and "_total" are added where they are not there.</summary>
    internal static string Of(string name, string? unit, MetricKind kind)
    {
        var text = new StringBuilder(name.Length + 16);
        foreach (var c in name) text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        var word = unit switch { "s" => "_seconds", "By" => "_bytes", "d" => "_days", null => "", _ => "" };
        text.Append(word);
        if (kind == MetricKind.Counter) text.Append("_total");
        return text.ToString();
    }

    internal static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(key).Append("=\"").Append(Escaped(value?.ToString() ?? "")).Append('"');
        }
        return text.ToString();
    }

    internal static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);

    internal static string Help(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
