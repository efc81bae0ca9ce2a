using Holdfast.Console.Pages.Recovery;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Tests.Recovery;

public sealed class PointDiaryTests
{
    // One that is made at 23:30 UTC belongs to the next day in Berlin.
    private static readonly RecoveryPointInfo late = Point("late", "2026-11-22T23:30:00Z", isDisk: true, isOnline: false), early = Point("early", "2026-11-22T08:00:00Z", isDisk: false, isOnline: true);

    [Fact]
    public void Marks_DaysOfAZone_AreTheReadersDays()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var diary = new PointDiary([late, early], time => TimeZoneInfo.ConvertTime(time, berlin));
        Assert.Equal("●", diary.Marks(new DateOnly(2026, 11, 23)));
        Assert.Equal("☁", diary.Marks(new DateOnly(2026, 11, 22)));
        Assert.Null(diary.Marks(new DateOnly(2026, 11, 21)));
    }

    [Fact]
    public void Choose_DayInAddress_IsItsNewestPoint()
    {
        var source = new RecoverySource(new RecoveryPlace(null, "s"), "s", "FS01", "/s", [late, early]);
        Assert.Equal(late, source.Choose(null, new DateOnly(2026, 11, 22), time => time));
        Assert.Null(source.Choose(null, new DateOnly(2026, 11, 1), time => time));
        Assert.Equal(early, source.Choose("early", null, time => time));
        Assert.Null(source.Choose("gone", null, time => time));
    }

    private static RecoveryPointInfo Point(string id, string created, bool isDisk, bool isOnline) =>
        new(id, "s", "s", "/s", "FS01", DateTimeOffset.Parse(created, System.Globalization.CultureInfo.InvariantCulture), 1, 0, 1, isDisk, isOnline, null);
}
