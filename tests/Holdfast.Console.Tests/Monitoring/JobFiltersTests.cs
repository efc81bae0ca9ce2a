using Holdfast.Console.Pages.Monitoring;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Tests.Monitoring;

public sealed class JobFiltersTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly JobFilters none = new(null, null, null, null, null, null, null, null, null);

    private static JobQuery Query(JobFilters filters) => filters.Query(now, day => new DateTimeOffset(day, TimeSpan.FromHours(1)), "before", 50);

    [Fact]
    public void Query_Days_AreWholeDaysOfTheReader()
    {
        var query = Query(none with { From = "2026-11-01", To = "2026-11-02" });
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 23, 0, 0, TimeSpan.Zero), query.From);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 23, 0, 0, TimeSpan.Zero), query.To);
    }

    [Fact]
    public void Query_Hours_AreCountedFromNow() => Assert.Equal(now.AddHours(-24), Query(none with { Hours = 24 }).From);

    [Theory]
    [InlineData("yesterday")]
    [InlineData("9999-12-31")]
    [InlineData("2026-13-01")]
    public void Query_WhatIsNoDay_DoesNotFilter(string day)
    {
        var query = Query(none with { From = day, To = day });
        Assert.Null(query.From);
        Assert.Null(query.To);
    }

    [Fact]
    public void IsPlain_AnyFilter_IsFalse()
    {
        Assert.True(none.IsPlain);
        Assert.False((none with { State = JobStates.Failed }).IsPlain);
    }
}
