namespace Holdfast.Protection.Estimates;

/// <summary>What an estimate goes by.</summary>
/// <param name="StoredRatio">Stored bytes for each byte of new content, above 0.</param>
/// <param name="DailyChange">Part of a datasource that changes in a day, 0 to 1.</param>
/// <param name="BytesPerSecond">Rate of a first copy, above 0.</param>
/// <param name="IsMeasured">On this server's own jobs.</param>
public sealed record EstimateRates(double StoredRatio, double DailyChange, long BytesPerSecond, bool IsMeasured)
{
    /// <summary>
    /// For a server without a history. Half of what files hold is saved by compression and by deduplication within them, and one byte in fifty changes in a day: what those
    /// who size such servers usually begin with. 100 MB a second is what one disk reads in sequence.
    /// </summary>
    public static EstimateRates Assumed { get; } = new(0.5, 0.02, 100_000_000, IsMeasured: false);

    /// <summary>From the sums of many jobs; each figure falls back to the assumed one where there is too little to reckon with.</summary>
    /// <param name="changed">Bytes of new and changed items.</param>
    /// <param name="stored">Bytes that were added to the pool for them.</param>
    /// <param name="sourceDays">For each datasource its bytes, times the days that the jobs span.</param>
    /// <param name="laterChanged">Of <paramref name="changed"/>, those that were not a first copy's.</param>
    /// <param name="firstRead">Bytes that first copies read.</param>
    /// <param name="firstMs">What they took.</param>
    public static EstimateRates Measured(double changed, double stored, double sourceDays, double laterChanged, double firstRead, double firstMs)
    {
        var (hasRatio, hasChange, hasRate) = (changed >= Enough, sourceDays >= Enough, firstRead >= Enough && firstMs > 0);
        return new EstimateRates(
            hasRatio ? Math.Clamp(stored / changed, 0.01, 1.1) : Assumed.StoredRatio, hasChange ? Math.Clamp(laterChanged / sourceDays, 0, 1) : Assumed.DailyChange,
            hasRate ? (long)Math.Clamp(firstRead * 1000 / firstMs, 1_000_000, 100_000_000_000) : Assumed.BytesPerSecond, hasRatio || hasChange || hasRate);
    }

    /// <summary>Fewer bytes measure the start of jobs, not what they do.</summary>
    private const double Enough = 256 << 20;
}
