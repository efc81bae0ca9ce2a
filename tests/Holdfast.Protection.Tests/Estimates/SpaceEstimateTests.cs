using FsCheck.Xunit;
using Holdfast.Protection.Estimates;
using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Protection.Tests.Estimates;

public sealed class SpaceEstimateTests
{
    private const long GiB = 1L << 30;

    [Fact]
    public void Of_DiskOnly_IsAFirstCopyAndTheChangesOfItsDays()
    {
        var estimate = SpaceEstimate.Of(100 * GiB, Policy(10), new EstimateRates(0.5, 0.02, 100_000_000, false));
        Assert.InRange(estimate.DiskBytes, 60 * GiB - 1000, 60 * GiB + 1000);
        Assert.Equal(0, estimate.VaultBytes);
        Assert.Equal(100 * GiB / 1e8, estimate.FirstRun.TotalSeconds, 3);
    }

    [Fact]
    public void Of_CoarserRules_CountOnlyBeyondTheFiner()
    {
        var rates = EstimateRates.Assumed;
        var daily = SpaceEstimate.Of(GiB, Policy(10, new OnlineGoal { DailyDays = 60 }), rates).VaultBytes;
        var weekly = SpaceEstimate.Of(GiB, Policy(10, new OnlineGoal { DailyDays = 60, Weekly = new WeeklyRetention(4, [DayOfWeek.Monday]) }), rates).VaultBytes;
        Assert.Equal(daily, weekly);
        var monthly = SpaceEstimate.Of(GiB, Policy(10, new OnlineGoal { DailyDays = 60, Monthly = new MonthlyRetention(12, DayOfMonthChoice.ByNumber(1)) }), rates).VaultBytes;
        Assert.True(monthly > daily);
    }

    [Fact]
    public void Measured_TooLittleHistory_IsAssumedAndSaysSo()
    {
        Assert.Equal(EstimateRates.Assumed, EstimateRates.Measured(1000, 500, 1000, 10, 1000, 10));
        var measured = EstimateRates.Measured(10.0 * GiB, 3.0 * GiB, 1000.0 * GiB, 5.0 * GiB, 10.0 * GiB, 20_000);
        Assert.True(measured.IsMeasured);
        Assert.Equal((0.3, 0.005), (Math.Round(measured.StoredRatio, 6), Math.Round(measured.DailyChange, 6)));
        Assert.Equal(GiB / 2, measured.BytesPerSecond);
    }

    /// <summary>Keeping longer, protecting more, and changing more never takes less, and a point never costs more than another copy.</summary>
    [Property(MaxTest = 300)]
    public void Of_AnyPolicy_GrowsWithWhatIsKept(uint mebibytes, byte days, byte more, byte weeks, byte change)
    {
        var (bytes, rates) = ((long)mebibytes << 20, new EstimateRates(0.4, change / 255.0, 1_000_000, true));
        var goal = new OnlineGoal { DailyDays = days, Weekly = new WeeklyRetention(weeks + 1, [DayOfWeek.Friday]) };
        var small = SpaceEstimate.Of(bytes, Policy(days + 1, goal), rates);
        var large = SpaceEstimate.Of(bytes, Policy(days + 1 + more, goal with { DailyDays = days + more }), rates);
        Assert.True(small.DiskBytes <= large.DiskBytes);
        Assert.InRange(small.DiskBytes, 0, (long)(bytes * 0.4 * (days + 2)) + 1);
        Assert.InRange(small.VaultBytes, (long)(bytes * 0.4) - 1, (long)(bytes * 0.4 * (days + weeks + 3)) + 1);
        Assert.True(SpaceEstimate.Of(bytes + (1 << 20), Policy(days + 1, goal), rates).VaultBytes >= small.VaultBytes);
    }

    private static GroupPolicy Policy(int days, OnlineGoal? online = null) => new() { ShortTerm = new ShortTermGoal { RetentionDays = days }, Online = online };
}
