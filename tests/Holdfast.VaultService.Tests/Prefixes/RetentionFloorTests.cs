using System.Globalization;
using FsCheck.Xunit;
using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Tests.Prefixes;

public sealed class RetentionFloorTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly SourceRetention everything = new("s", 7, 4, 3, 1);

    [Fact]
    public void Kept_NothingDeclared_IsTheLast7DaysAndTheNewest()
    {
        Assert.Equal(["11-16", "11-22"], Days(RetentionFloor.Kept([Point("2026-11-15"), Point("2026-11-16"), Point("2026-11-22")], null, now)));
        Assert.Equal(["11-01"], Days(RetentionFloor.Kept([Point("2026-10-01"), Point("2026-11-01")], null, now)));
    }

    [Fact]
    public void Kept_DailyPointsForTwoYears_IsOneAWeekAMonthAndAYear()
    {
        var points = Enumerable.Range(0, 730).Select(day => Point(now.AddDays(-day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).ToList();
        var kept = RetentionFloor.Kept(points, everything, now).Order(StringComparer.Ordinal).ToList();
        // 22 November 2026 is a Sunday: its week's newest, like those of the days before it, is younger than 7 days.
        Assert.Equal(
            ["2025-12-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-01", "2026-11-08", "2026-11-15", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"],
            kept);
    }

    [Fact]
    public void Kept_WhereAnotherOfThePeriodStays_IsNotHeld()
    {
        HeldPoint[] points = [Point("2026-11-04"), Point("2026-11-05"), Point("2026-11-22")];
        Assert.Empty(RetentionFloor.Kept(points, new HashSet<string> { "2026-11-05" }, everything, now));
        Assert.Empty(RetentionFloor.Kept(points, new HashSet<string> { "2026-11-04" }, everything, now));
        Assert.Equal(["2026-11-05"], RetentionFloor.Kept(points, new HashSet<string> { "2026-11-04", "2026-11-05" }, everything, now));
    }

    [Fact]
    public void Kept_OfWeekAcrossTheYearsEnd_CountsAsOneWeek()
    {
        var january = new DateTimeOffset(2027, 1, 10, 0, 0, 0, TimeSpan.Zero);
        HeldPoint[] points = [Point("2026-12-30"), Point("2027-01-02"), Point("2027-01-09")];
        Assert.Equal(["2027-01-02", "2027-01-09"], RetentionFloor.Kept(points, new SourceRetention("s", 7, 4, 0, 0), january).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Kept_LoweredWithPin_IsLess()
    {
        HeldPoint[] points = [Point("2026-10-20"), Point("2026-11-08"), Point("2026-11-15"), Point("2026-11-18"), Point("2026-11-22")];
        Assert.Equal(["11-15", "11-22"], Days(RetentionFloor.Kept(points, new SourceRetention("s", 3, 2, 0, 0), now)));
    }

    [Theory]
    [InlineData(7, 0, 0, 0, false)]
    [InlineData(0, 0, 0, 0, false)]
    [InlineData(30, 4, 3, 1, false)]
    [InlineData(6, 0, 0, 0, true)]
    [InlineData(7, 3, 0, 0, true)]
    [InlineData(7, 4, 2, 0, true)]
    public void NeedsPin_OfAFirstDeclaration_WhereItIsBelowAFloor(int days, int weeks, int months, int years, bool needed) =>
        Assert.Equal(needed, RetentionFloor.NeedsPin(null, new SourceRetention("s", days, weeks, months, years)));

    [Theory]
    [InlineData(7, 4, 3, 1, false)]
    [InlineData(7, 4, 3, 0, true)]
    [InlineData(0, 4, 3, 1, true)]
    [InlineData(7, 0, 3, 1, true)]
    [InlineData(60, 52, 60, 10, false)]
    public void NeedsPin_OfAnother_WhereItDropsAKind(int days, int weeks, int months, int years, bool needed) =>
        Assert.Equal(needed, RetentionFloor.NeedsPin(new SourceRetention("s", 30, 12, 12, 2), new SourceRetention("s", days, weeks, months, years)));

    /// <summary>Whatever is asked for, in whatever order: a week, a month, the year, and all of it keep what they had to.</summary>
    [Property(MaxTest = 300)]
    public void Kept_AfterAnyRequests_LeavesOneOfEachPeriod(int[] hours, int[][] requests)
    {
        var all = hours.Select((hour, i) => new HeldPoint($"p{i:D4}", now.AddHours(-((hour & 0x7fffffff) % (500 * 24))))).ToList();
        var left = all.ToList();
        foreach (var request in requests)
        {
            var leaving = request.Where(_ => all.Count > 0).Select(i => all[(i & 0x7fffffff) % all.Count].Name).ToHashSet();
            var kept = RetentionFloor.Kept(left, leaving, everything, now);
            Assert.Subset(leaving, kept.ToHashSet());
            left.RemoveAll(point => leaving.Contains(point.Name) && !kept.Contains(point.Name));
        }
        Assert.Equal(all.Where(point => point.Created > now.AddDays(-7)), left.Where(point => point.Created > now.AddDays(-7)));
        AssertSamePeriods(all, left, now.AddDays(-28), point => $"{ISOWeek.GetYear(point.Created.UtcDateTime)}-{ISOWeek.GetWeekOfYear(point.Created.UtcDateTime)}");
        AssertSamePeriods(all, left, now.AddMonths(-3), point => $"{point.Created:yyyy-MM}");
        AssertSamePeriods(all, left, now.AddYears(-1), point => $"{point.Created:yyyy}");
        Assert.Equal(all.Count > 0, left.Count > 0);
    }

    /// <summary>What the floor lets go now, it would not want back later.</summary>
    [Property(MaxTest = 200)]
    public void Kept_Later_IsNothingThatWasLetGo(int[] hours, int laterHours)
    {
        var all = hours.Select((hour, i) => new HeldPoint($"p{i:D4}", now.AddHours(-((hour & 0x7fffffff) % (500 * 24))))).ToList();
        var kept = RetentionFloor.Kept(all, everything, now);
        var left = all.Where(point => kept.Contains(point.Name)).ToList();
        var later = now.AddHours((laterHours & 0x7fffffff) % (500 * 24));
        Assert.Subset(left.Select(point => point.Name).ToHashSet(), RetentionFloor.Kept(left, everything, later).ToHashSet());
        Assert.Equal(kept, RetentionFloor.Kept(left, everything, now));
    }

    private static void AssertSamePeriods(List<HeldPoint> all, List<HeldPoint> left, DateTimeOffset since, Func<HeldPoint, string> period) =>
        Assert.Equal(all.Where(point => point.Created > since).Select(period).ToHashSet().Order(StringComparer.Ordinal), left.Where(point => point.Created > since).Select(period).ToHashSet().Order(StringComparer.Ordinal));

    private static HeldPoint Point(string day) => new(day, DateTimeOffset.Parse(day + "T10:00Z", CultureInfo.InvariantCulture));

    private static IEnumerable<string> Days(IEnumerable<string> points) => points.Order(StringComparer.Ordinal).Select(day => day[5..]);
}
