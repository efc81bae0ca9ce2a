using Holdfast.Protection.Sla;

namespace Holdfast.Protection.Tests.Sla;

public sealed class SlaRuleTests
{
    private static readonly DateTimeOffset now = new(2026, 7, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Misses_PointJustInTime_IsNone()
    {
        SlaMember[] members = [new("a", now.AddDays(-9), now.AddHours(-24))];
        Assert.Empty(SlaRule.Misses(members, 24, now));
        Assert.Equal("a", Assert.Single(SlaRule.Misses(members, 24, now.AddTicks(1))).SourceId);
    }

    [Fact]
    public void Misses_SeveralMembers_LongestOverdueFirst()
    {
        SlaMember[] members = [new("late", now.AddDays(-9), now.AddHours(-30)), new("fine", now.AddDays(-9), now), new("later", now.AddDays(-9), now.AddHours(-50))];
        Assert.Equal(["later", "late"], SlaRule.Misses(members, 24, now).Select(miss => miss.SourceId));
    }

    [Fact]
    public void Misses_MemberWithoutAPoint_HasItsHoursFromJoining()
    {
        Assert.Empty(SlaRule.Misses([new SlaMember("new", now.AddHours(-23), null)], 24, now));
        Assert.Equal(now.AddHours(-1), Assert.Single(SlaRule.Misses([new SlaMember("new", now.AddHours(-25), null)], 24, now)).Due);
    }

    [Fact]
    public void Misses_NothingPromised_IsNone() => Assert.Empty(SlaRule.Misses([new SlaMember("a", now.AddYears(-1), null)], null, now));

    [Fact]
    public void IsStale_MoreThanTheDays_IsTrue()
    {
        Assert.False(StaleClientRule.IsStale(now.AddDays(-14), 14, now));
        Assert.True(StaleClientRule.IsStale(now.AddDays(-14).AddTicks(-1), 14, now));
    }
}
