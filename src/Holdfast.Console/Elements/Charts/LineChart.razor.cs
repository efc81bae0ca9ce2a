using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Elements.Charts;

public sealed partial class LineChart
{
    private const int Width = 760, Height = 240, X0 = 70, Top = 12, Bottom = 212;

    private double highest;
    private DateTimeOffset first, last;
    private IReadOnlyList<double> ticks = [];
    private IReadOnlyList<DateTimeOffset> times = [];

    /// <summary>What the chart shows, with its unit.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter, EditorRequired] public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    [Parameter] public ChartBand? Band { get; set; }

    /// <summary>A line across, such as the capacity.</summary>
    [Parameter] public double? Limit { get; set; }

    [Parameter] public string? LimitWords { get; set; }

    /// <summary>Writes a value of the vertical axis, with its unit.</summary>
    [Parameter, EditorRequired] public Func<double, string> Format { get; set; } = value => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a time of the horizontal axis; null: the day, or the hour where there are few.</summary>
    [Parameter] public Func<DateTimeOffset, string>? FormatTime { get; set; }

    /// <summary>Ticks at powers of 1024 instead of 1000.</summary>
    [Parameter] public bool IsBinary { get; set; }

    protected override void OnParametersSet()
    {
        var points = Series.SelectMany(series => series.Points).Concat(Band?.Low ?? []).Concat(Band?.High ?? []).ToList();
        (first, last) = points.Count == 0 ? (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)) : (points.Min(point => point.At), points.Max(point => point.At));
        if (first == last) last = first.AddHours(1);
        var most = Math.Max(points.Max(point => point.Value) ?? 0, Limit ?? 0);
        var step = Step(most <= 0 ? 1 : most);
        highest = Math.Ceiling(Math.Max(most, step) / step) * step;
        ticks = [.. Enumerable.Range(0, (int)Math.Round(highest / step) + 1).Select(index => index * step)];
        times = [.. Enumerable.Range(0, 5).Select(index => first + (last - first) * ((index + 0.5) / 5))];
    }

    // Four or five lines at round values.
    private double Step(double most)
    {
        var unit = IsBinary ? Math.Pow(1024, Math.Floor(Math.Log(most, 1024))) : 1;
        var rough = most / unit / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var round = (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return round * power * unit;
    }

    private double X(DateTimeOffset at) => X0 + (Width - 8 - X0) * ((at - first) / (last - first));

    private double Y(double value) => Bottom - (Bottom - Top) * (value / highest);

    private string Points(IEnumerable<ChartPoint> points) =>
        string.Join(' ', points.Where(point => point.Value is not null).Select(point => $"{N(X(point.At))},{N(Y(point.Value!.Value))}"));

    // A line of one point would not be seen.
    private static ChartPoint? Lonely(ChartSeries series)
    {
        var known = series.Points.Where(point => point.Value is not null).Take(2).ToList();
        return known.Count == 1 ? known[0] : null;
    }

    private string Filled(ChartSeries series)
    {
        var known = series.Points.Where(point => point.Value is not null).ToList();
        return known.Count == 0 ? "" : $"{N(X(known[0].At))},{Bottom} {Points(known)} {N(X(known[^1].At))},{Bottom}";
    }

    private string BandPoints(ChartBand band) => Points(band.Low) + " " + Points(band.High.Reverse());

    private string Day(DateTimeOffset at) => FormatTime?.Invoke(at) ?? Browser.Local(at).ToString(last - first > TimeSpan.FromDays(2) ? "MM-dd" : last - first > TimeSpan.FromMinutes(10) ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
