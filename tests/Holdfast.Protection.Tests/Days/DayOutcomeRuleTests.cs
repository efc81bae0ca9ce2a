using FsCheck.Xunit;
using Holdfast.Protection.Days;

namespace Holdfast.Protection.Tests.Days;

public sealed class DayOutcomeRuleTests
{
    private static readonly DateTimeOffset now = new(2026, 5, 6, 20, 30, 0, TimeSpan.Zero);

    private static readonly int today = (int)(now.ToUnixTimeSeconds() / 86_400);

    private static readonly DayCalendar threeDays = DayCalendar.Last(3, "UTC", now);

    [Fact]
    public void Judge_WhatWasMadeWherever_IsTold()
    {
        Assert.Equal(
            [DayOutcome.Disk, DayOutcome.Both, DayOutcome.Vault],
            Judge([Marks(-2, disk: [3]), Marks(-1, disk: [3], vault: [4]), Marks(0, vault: [1])]));
    }

    [Fact]
    public void Judge_FailureAndLaterPointOfTheDay_IsAPoint() =>
        Assert.Equal([DayOutcome.NotDue, DayOutcome.Disk, DayOutcome.Failed], Judge([Marks(-1, due: [3], disk: [9], failed: [3]), Marks(0, due: [3], failed: [3])]));

    [Fact]
    public void Judge_DueAndNothingMade_IsMissed() => Assert.Equal([DayOutcome.NotDue, DayOutcome.Missed, DayOutcome.NotDue], Judge([Marks(-1, due: [18])]));

    [Fact]
    public void Judge_DueShortlyBeforeMidnightAndMadeAfterIt_IsNotMissed() =>
        Assert.Equal([DayOutcome.NotDue, DayOutcome.NotDue, DayOutcome.Disk], Judge([Marks(-1, due: [23]), Marks(0, disk: [1])]));

    [Fact]
    public void Judge_DueAndMadeHalfADayTooLate_IsMissed() =>
        Assert.Equal([DayOutcome.NotDue, DayOutcome.Missed, DayOutcome.Disk], Judge([Marks(-1, due: [18]), Marks(0, disk: [7])]));

    [Fact]
    public void Judge_DueAndAtWork_IsNotMissedYet()
    {
        Assert.Equal(DayOutcome.NotDue, Judge([Marks(0, due: [20])], isAtWork: true)[^1]);
        Assert.Equal(DayOutcome.Missed, Judge([Marks(0, due: [20])])[^1]);
        Assert.Equal(DayOutcome.Missed, Judge([Marks(0, due: [3])], isAtWork: true)[^1]);
    }

    [Fact]
    public void Judge_BeforeItWasAMember_IsNone()
    {
        Assert.Equal([DayOutcome.None, DayOutcome.NotDue, DayOutcome.NotDue], Judge([], since: (today - 1) * 24 + 23));
        Assert.Equal([DayOutcome.None, DayOutcome.None, DayOutcome.None], Judge([], since: null));
        Assert.Equal([DayOutcome.Disk, DayOutcome.None, DayOutcome.None], Judge([Marks(-2, disk: [1])], since: null));
    }

    [Fact]
    public void Last_ZoneEastOfGreenwich_DaysBeginEarlier()
    {
        // 23:30 UTC is the next day in Berlin.
        var calendar = DayCalendar.Last(2, "Europe/Berlin", now);
        Assert.Equal([DayOutcome.NotDue, DayOutcome.Disk], DayOutcomeRule.Judge([Marks(-1, disk: [23])], calendar, 0, false));
        Assert.Equal([DayOutcome.Disk, DayOutcome.NotDue], DayOutcomeRule.Judge([Marks(-1, disk: [21])], calendar, 0, false));
    }

    [Fact]
    public void Last_DaysOfClockChanges_Have23And25Hours()
    {
        var spring = DayCalendar.Last(3, "Europe/Berlin", new DateTimeOffset(2026, 3, 30, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal([24, 23, 24], Enumerable.Range(0, 3).Select(day => spring.Hours(day).End - spring.Hours(day).First));
        var autumn = DayCalendar.Last(3, "Europe/Berlin", new DateTimeOffset(2026, 10, 26, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal([24, 25, 24], Enumerable.Range(0, 3).Select(day => autumn.Hours(day).End - autumn.Hours(day).First));
    }

    /// <summary>Days have no gaps and no overlaps in any zone, and the last one holds now.</summary>
    [Property(MaxTest = 200)]
    public void Last_AnyZoneAndMoment_HoursFollowEachOther(uint minute, byte zone, byte days)
    {
        string[] zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"];
        var at = new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute % (20 * 525_600));
        var calendar = DayCalendar.Last(days % 31 + 1, zones[zone % zones.Length], at);
        for (var day = 0; day + 1 < calendar.Days.Count; day++) Assert.Equal(calendar.Hours(day).End, calendar.Hours(day + 1).First);
        var (first, end) = calendar.Hours(calendar.Days.Count - 1);
        // The hour of a zone half an hour off belongs to the day in which it begins.
        Assert.InRange(calendar.NowHour, first - 1, end - 1);
        Assert.Equal(calendar.Days.Count, calendar.Days.Distinct().Count());
    }

    /// <summary>A point is never hidden, and only what was marked is told.</summary>
    [Property(MaxTest = 300)]
    public void Judge_AnyMarks_TellsWhatWasMade(uint due, uint disk, uint vault, uint failed, bool isAtWork)
    {
        static int Mask(uint bits) => (int)(bits & 0xFF_FFFF);

        var outcome = DayOutcomeRule.Judge([new DayMarks(today - 1, Mask(due), Mask(disk), Mask(vault), Mask(failed))], threeDays, 0, isAtWork)[1];
        Assert.Equal(Mask(disk) != 0, outcome is DayOutcome.Disk or DayOutcome.Both);
        Assert.Equal(Mask(vault) != 0, outcome is DayOutcome.Both or DayOutcome.Vault);
        if (outcome == DayOutcome.Missed) Assert.True(Mask(due) != 0 && Mask(failed) == 0);
        if (outcome == DayOutcome.Failed) Assert.True(Mask(failed) != 0);
        if (outcome == DayOutcome.NotDue) Assert.True(Mask(failed) == 0);
        Assert.NotEqual(DayOutcome.None, outcome);
    }

    private static IReadOnlyList<DayOutcome> Judge(DayMarks[] marks, int? since = 0, bool isAtWork = false) => DayOutcomeRule.Judge(marks, threeDays, since, isAtWork);

    private static DayMarks Marks(int day, int[]? due = null, int[]? disk = null, int[]? vault = null, int[]? failed = null) =>
        new(today + day, Mask(due), Mask(disk), Mask(vault), Mask(failed));

    private static int Mask(int[]? hours) => (hours ?? []).Aggregate(0, (mask, hour) => mask | 1 << hour);
}
