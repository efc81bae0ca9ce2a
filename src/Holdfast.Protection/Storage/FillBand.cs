namespace Holdfast.Protection.Storage;

/// <summary>
/// Within what the use of a storage will probably move: from its last sample with the slope of a line through all of them by least squares, give or take what the
/// samples scatter about that line. A forecast, and not a promise: half a year ahead says little.
/// </summary>
/// <param name="From">The time of the last sample.</param>
/// <param name="Used">Its bytes.</param>
/// <param name="LowADay">Bytes a day if it fills as slowly as it may; never more than <paramref name="HighADay"/>.</param>
public sealed record FillBand(DateTimeOffset From, long Used, double LowADay, double HighADay)
{
    /// <summary>A shorter past says nothing about the days to come.</summary>
    public static readonly TimeSpan ShortestPast = TimeSpan.FromDays(1);

    private const double MostDays = 3650, Deviations = 2;

    // Samples of neighboring hours tell the same, so the scatter is that of so many samples a day at most.
    private const double SamplesADay = 4;

    /// <returns>Null where too little is known.</returns>
    /// <param name="samples">Oldest first.</param>
    public static FillBand? Of(IReadOnlyList<FillSample> samples)
    {
        if (samples.Count < 3 || samples[^1].Taken - samples[0].Taken < ShortestPast) return null;
        var days = samples.Select(sample => (sample.Taken - samples[0].Taken).TotalDays).ToArray();
        var (meanDay, meanUsed) = (days.Average(), samples.Average(sample => (double)sample.Used));
        double product = 0, square = 0, rest = 0;
        for (var i = 0; i < days.Length; i++)
        {
            product += (days[i] - meanDay) * (samples[i].Used - meanUsed);
            square += (days[i] - meanDay) * (days[i] - meanDay);
        }
        var slope = product / square;
        for (var i = 0; i < days.Length; i++)
        {
            var off = samples[i].Used - meanUsed - slope * (days[i] - meanDay);
            rest += off * off;
        }
        var independent = Math.Clamp(days[^1] * SamplesADay, 3, samples.Count);
        var scatter = Deviations * Math.Sqrt(rest / samples.Count / (independent - 2) / (square / samples.Count));
        return new FillBand(samples[^1].Taken, samples[^1].Used, slope - scatter, slope + scatter);
    }

    /// <summary>What will be used some days after <see cref="From"/>: never less than nothing nor more than there is.</summary>
    public (long Low, long High) After(double days, long capacity) => (Bounded(Used + LowADay * days, capacity), Bounded(Used + HighADay * days, capacity));

    /// <summary>Whole days until the storage is full, at the earliest and at the latest; null: not within ten years.</summary>
    public (int? Earliest, int? Latest) DaysToFull(long free) => (Days(free, HighADay), Days(free, LowADay));

    private static int? Days(long free, double bytesADay)
    {
        if (bytesADay < 1) return null;
        var days = Math.Max(free, 0) / bytesADay;
        return days > MostDays ? null : (int)days;
    }

    private static long Bounded(double bytes, long capacity) => (long)Math.Clamp(bytes, 0, Math.Max(capacity, 0));
}
