using Holdfast.Protection.Reports;

namespace Holdfast.Protection.Tests.Reports;

public sealed class ReportCalendarTests
{
    private static readonly TimeOnly seven = new(7, 0);

    [Theory]
    [InlineData(ReportCycle.Weekly, "2026-11-22T12:00Z", "2026-11-23T06:00Z", "2026-11-15T23:00Z", "2026-11-22T23:00Z")]
    [InlineData(ReportCycle.Monthly, "2026-11-22T12:00Z", "2026-12-01T06:00Z", "2026-10-31T23:00Z", "2026-11-30T23:00Z")]
    [InlineData(ReportCycle.Quarterly, "2026-11-22T12:00Z", "2027-01-01T06:00Z", "2026-09-30T22:00Z", "2026-12-31T23:00Z")]
    [InlineData(ReportCycle.Yearly, "2026-01-01T06:00Z", "2027-01-01T06:00Z", "2025-12-31T23:00Z", "2026-12-31T23:00Z")]
    public void NextDue_InBerlin_CoversTheWholePeriodBefore(ReportCycle cycle, string after, string due, string from, string to)
    {
        var calendar = new ReportCalendar("Europe/Berlin");
        var next = calendar.NextDue(cycle, seven, DateTimeOffset.Parse(after));
        Assert.Equal(DateTimeOffset.Parse(due), next);
        Assert.Equal((DateTimeOffset.Parse(from), DateTimeOffset.Parse(to)), calendar.Covered(cycle, next));
    }

    [Fact]
    public void NextDue_OverAYear_ComesOnceAWeekAndIsNeverMissed()
    {
        var calendar = new ReportCalendar("America/Sao_Paulo");
        var due = DateTimeOffset.Parse("2026-01-01T00:00Z");
        for (var week = 0; week < 52; week++)
        {
            var next = calendar.NextDue(ReportCycle.Weekly, seven, due);
            Assert.True(next > due && next - due <= TimeSpan.FromDays(7));
            Assert.Equal(DayOfWeek.Monday, calendar.DayOf(next).DayOfWeek);
            due = next;
        }
    }

    [Fact]
    public void Days_OverTheChangeOfClocks_AreEachThereOnce()
    {
        var calendar = new ReportCalendar("Europe/Berlin");
        var days = calendar.Days(DateTimeOffset.Parse("2026-10-24T22:00Z"), DateTimeOffset.Parse("2026-10-26T23:00Z")).ToList();
        Assert.Equal([new DateOnly(2026, 10, 25), new DateOnly(2026, 10, 26)], days);
        Assert.Equal(TimeSpan.FromHours(25), calendar.StartOf(days[1]) - calendar.StartOf(days[0]));
    }
}
