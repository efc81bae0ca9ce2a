namespace Holdfast.Server.Alerts;

/// <summary>When a disk will be full, going by how it filled lately: a line through the samples by least squares.</summary>
internal static class FillForecast
{
    /// <summary>A shorter past says nothing about the days to come.</summary>
    internal static readonly TimeSpan ShortestPast = TimeSpan.FromDays(1);

    private const double MostDays = 3650;

    /// <summary>Whole days until full; null where it does not fill, or too little is known.</summary>
    internal static int? DaysToFull(IReadOnlyList<DiskSample> samples, long free)
    {
        if (samples.Count < 3 || samples[^1].Taken - samples[0].Taken < ShortestPast) return null;
        var days = samples.Select(sample => (sample.Taken - samples[0].Taken).TotalDays).ToArray();
        var (meanDay, meanUsed) = (days.Average(), samples.Average(sample => (double)sample.Used));
        double product = 0, square = 0;
        for (var i = 0; i < days.Length; i++)
        {
            product += (days[i] - meanDay) * (samples[i].Used - meanUsed);
            square += (days[i] - meanDay) * (days[i] - meanDay);
        }
        var bytesADay = product / square;
        if (bytesADay < 1) return null;
        var left = Math.Max(free, 0) / bytesADay;
        return left > MostDays ? null : (int)left;
    }
}
