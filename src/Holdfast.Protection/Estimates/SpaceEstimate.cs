using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Protection.Estimates;

/// <summary>What protecting something with a policy will take once its retention is filled.</summary>
/// <param name="DiskBytes">In the pool.</param>
/// <param name="VaultBytes">In the vault; 0 where nothing goes there.</param>
/// <param name="FirstRun">How long the first copies take one after the other.</param>
public sealed record SpaceEstimate(long DiskBytes, long VaultBytes, TimeSpan FirstRun)
{
    private const int DaysAYear = 365;

    /// <summary>
    /// A first copy, and for each time between two points that are kept what changed in it: the more days lie between, the more of the datasource, and never more than all.
    /// </summary>
    /// <param name="sourceBytes">What is to be protected.</param>
    public static SpaceEstimate Of(long sourceBytes, GroupPolicy policy, EstimateRates rates)
    {
        var full = sourceBytes * rates.StoredRatio;
        // Points of one day share all but what that day changed.
        var disk = full * (1 + Changed(1, rates) * policy.ShortTerm.RetentionDays);
        return new SpaceEstimate(Whole(disk), policy.Online is { } online ? Whole(full * (1 + Online(online, rates))) : 0, TimeSpan.FromSeconds(Math.Min(sourceBytes / (double)rates.BytesPerSecond, 1e9)));
    }

    private static double Online(OnlineGoal goal, EstimateRates rates)
    {
        var (sum, covered) = (Changed(1, rates) * goal.DailyDays, (double)goal.DailyDays);
        if (goal.Weekly is { } weekly) Add(weekly.Weeks * 7.0, 7.0 / Math.Max(weekly.Days.Count, 1));
        if (goal.Monthly is { } monthly) Add(monthly.Months * 30.4, 30.4);
        if (goal.Yearly is { } yearly) Add(yearly.Years * (double)DaysAYear, DaysAYear / (double)Math.Max(yearly.Months.Count, 1));
        return sum;

        // Only the time beyond what the finer rules keep anyway.
        void Add(double days, double apart)
        {
            if (days <= covered) return;
            sum += Changed(apart, rates) * (days - covered) / apart;
            covered = days;
        }
    }

    private static double Changed(double days, EstimateRates rates) => 1 - Math.Pow(1 - rates.DailyChange, days);

    private static long Whole(double bytes) => (long)Math.Min(bytes, 1e18);
}
