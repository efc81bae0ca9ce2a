using Holdfast.Console.Pages.Vault;
using Holdfast.Contracts.Api.Vaults;

namespace Holdfast.Console.Tests.Manage;

public sealed class BandwidthWeekTests
{
    private static VaultBandwidth Unlimited => new([.. Enumerable.Range(0, 7).Select(_ => (IReadOnlyList<int?>)new int?[24])]);

    [Fact]
    public void Paint_Hour_ChangesThatHourAlone()
    {
        var week = new BandwidthWeek(Unlimited);
        Assert.False(week.IsChanged);
        week.Paint(2, 9, 50);
        Assert.True(week.IsChanged);
        var hours = week.Bandwidth().Hours;
        Assert.Equal(50, hours[2][9]);
        Assert.Equal(1, hours.Sum(day => day.Count(speed => speed is not null)));
    }

    [Fact]
    public void Paint_SameValue_IsNoChange()
    {
        var week = new BandwidthWeek(Unlimited);
        week.Paint(0, 0, null);
        Assert.False(week.IsChanged);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(7, 0)]
    [InlineData(0, 24)]
    [InlineData(0, int.MaxValue)]
    public void Paint_HourThatThereIsNot_IsIgnored(int day, int hour)
    {
        var week = new BandwidthWeek(Unlimited);
        week.Paint(day, hour, 10);
        Assert.False(week.IsChanged);
    }

    [Fact]
    public void PaintDayAndHour_FillRowAndColumn()
    {
        var week = new BandwidthWeek(Unlimited);
        week.PaintDay(6, 5);
        week.PaintHour(3, 7);
        Assert.Equal(23 + 7, week.Bandwidth().Hours.Sum(day => day.Count(speed => speed is not null)));
        Assert.Equal(7, week[6, 3]);
    }
}
