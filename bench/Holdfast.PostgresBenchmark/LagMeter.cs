using System.Globalization;

namespace Holdfast.PostgresBenchmark;

/// <summary>Lag of one receiver: from when the server had a part of its log on disk to when it heard that the receiver has it on disk too.</summary>
internal sealed class LagMeter
{
    private readonly Queue<(TimeSpan At, ulong Position)> open = new();
    private readonly List<double> lags = [];

    public int Count => lags.Count;

    public double Median => Percentile(0.5);

    public double Late => Percentile(0.99);

    public double Worst => lags.Count == 0 ? double.NaN : lags.Max();

    public void Written(TimeSpan at, ulong position) => open.Enqueue((at, position));

    public void Confirmed(TimeSpan at, ulong position)
    {
        while (open.TryPeek(out var part) && part.Position <= position)
        {
            lags.Add((at - part.At).TotalSeconds);
            open.Dequeue();
        }
    }

    public static ulong Position(string lsn)
    {
        var parts = lsn.Split('/');
        return (ulong.Parse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) << 32) | ulong.Parse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private double Percentile(double part) => lags.Count == 0 ? double.NaN : lags.Order().ElementAt((int)((lags.Count - 1) * part));
}
