using FsCheck.Xunit;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Schedules;
using NodaTime;
using static Holdfast.Protection.Tests.Schedules.Policies;

namespace Holdfast.Protection.Tests.Schedules;

public sealed class NextRunTests
{
    [Fact]
    public void After_TimeOfDay_IsInTheGroupsZone() =>
        Assert.Equal(Utc("2026-07-01T18:00Z"), NextRun.After(Daily("Europe/Berlin", "20:00"), RunKind.RecoveryPoint, Utc("2026-07-01T12:00Z")));

    [Fact]
    public void After_ADueTimeItself_GivesTheNextOne() =>
        Assert.Equal(Utc("2026-07-02T18:00Z"), NextRun.After(Daily("Europe/Berlin", "20:00"), RunKind.RecoveryPoint, Utc("2026-07-01T18:00Z")));

    [Fact]
    public void After_ATickBeforeADueTime_GivesIt() =>
        Assert.Equal(Utc("2026-07-01T18:00Z"), NextRun.After(Daily("Europe/Berlin", "20:00"), RunKind.RecoveryPoint, Utc("2026-07-01T18:00Z").AddTicks(-1)));

    [Fact]
    public void After_TimesInAnyOrder_GoesThroughThemByTime()
    {
        var policy = Daily("UTC", "20:00", "04:00", "12:00");
        Assert.Equal(
            [Utc("2026-07-01T04:00Z"), Utc("2026-07-01T12:00Z"), Utc("2026-07-01T20:00Z"), Utc("2026-07-02T04:00Z")],
            NextRun.Between(policy, RunKind.RecoveryPoint, Utc("2026-07-01T00:00Z"), Utc("2026-07-02T05:00Z")));
    }

    [Fact]
    public void After_CertainWeekdays_SkipsTheOthers() =>
        Assert.Equal(Utc("2026-07-04T08:00Z"), NextRun.After(On("UTC", [DayOfWeek.Saturday], "08:00"), RunKind.RecoveryPoint, Utc("2026-06-27T08:00Z")));

    [Fact]
    public void After_TimeInTheGap_RunsWhenTheGapEnds() // 2026-03-29 02:00 becomes 03:00
    {
        var policy = Daily("Europe/Berlin", "02:30");
        Assert.Equal(Utc("2026-03-29T01:00Z"), NextRun.After(policy, RunKind.RecoveryPoint, Utc("2026-03-28T12:00Z")));
        Assert.Equal(Utc("2026-03-30T00:30Z"), NextRun.After(policy, RunKind.RecoveryPoint, Utc("2026-03-29T01:00Z")));
    }

    [Fact]
    public void After_TwoTimesInTheGap_RunOnce()
    {
        var policy = Daily("Europe/Berlin", "02:10", "02:50", "03:00");
        Assert.Equal([Utc("2026-03-29T01:00Z")], NextRun.Between(policy, RunKind.RecoveryPoint, Utc("2026-03-29T00:00Z"), Utc("2026-03-29T12:00Z")));
    }

    [Fact]
    public void After_TimeThatExistsTwice_RunsTheFirstTimeOnly() // 2026-10-25 03:00 becomes 02:00
    {
        var policy = Daily("Europe/Berlin", "02:30");
        Assert.Equal([Utc("2026-10-25T00:30Z")], NextRun.Between(policy, RunKind.RecoveryPoint, Utc("2026-10-24T12:00Z"), Utc("2026-10-25T23:00Z")));
    }

    [Fact]
    public void After_DayThatAZoneLeftOut_RunsWhenTheNextBegins() // Samoa had no 2011-12-30, a Friday
    {
        var policy = On("Pacific/Apia", [DayOfWeek.Friday], "20:00");
        Assert.Equal(Utc("2011-12-30T10:00Z"), NextRun.After(policy, RunKind.RecoveryPoint, Utc("2011-12-28T00:00Z")));
    }

    [Fact]
    public void After_StartOffset_PutsEveryStartOff()
    {
        var policy = Daily("Europe/Berlin", "20:00") with { StartOffsetMinutes = 17 };
        Assert.Equal(Utc("2026-07-01T18:17Z"), NextRun.After(policy, RunKind.RecoveryPoint, Utc("2026-07-01T18:00Z")));
        Assert.Equal(Utc("2026-07-02T18:17Z"), NextRun.After(policy, RunKind.RecoveryPoint, Utc("2026-07-01T18:17Z")));
    }

    [Theory]
    [InlineData(RunKind.RecoveryPoint)]
    [InlineData(RunKind.ExpressFull)]
    [InlineData(RunKind.OnlineRecoveryPoint)]
    [InlineData(RunKind.ConsistencyCheck)]
    [InlineData(RunKind.Synchronization)]
    [InlineData(RunKind.ReplicaCreation)]
    public void After_PolicyWithoutSuchASchedule_IsNever(RunKind kind) => Assert.Null(NextRun.After(new GroupPolicy(), kind, Utc("2026-07-01T00:00Z")));

    [Fact]
    public void After_EachKind_GoesByItsOwnSchedule()
    {
        WeeklyTimes At(int hour) => new([new TimeOnly(hour, 0)], EveryDay);
        var policy = new GroupPolicy
        {
            ShortTerm = new ShortTermGoal { RecoveryPoints = At(1), ExpressFull = At(2), SynchronizationMinutes = 360 },
            Online = new OnlineGoal { Schedule = At(3) },
            ConsistencyCheck = new ConsistencyCheckPlan(Schedule: At(4)),
            ReplicaCreation = new ReplicaCreation(ReplicaCreationMethod.Later, new DateTime(2026, 7, 1, 5, 0, 0)), Drills = At(7),
        };
        var hours = Enum.GetValues<RunKind>().ToDictionary(kind => kind, kind => NextRun.After(policy, kind, Utc("2026-07-01T00:00Z"))!.Value.Hour);
        Assert.Equal(
            new Dictionary<RunKind, int>
            {
                [RunKind.Synchronization] = 6, [RunKind.RecoveryPoint] = 1, [RunKind.ExpressFull] = 2, [RunKind.OnlineRecoveryPoint] = 3,
                [RunKind.ConsistencyCheck] = 4, [RunKind.ReplicaCreation] = 5, [RunKind.Drill] = 7,
            }, hours);
    }

    [Fact]
    public void After_DrillsOnDaysOfTheMonth_FallOnThemAndOnTheLastWhereAMonthIsShorter()
    {
        var drills = new WeeklyTimes([new TimeOnly(3, 0)], EveryDay);
        var policy = new GroupPolicy { TimeZone = "Europe/Berlin", Drills = drills, DrillDays = DayOfMonthChoice.ByNumber(1, 31) };
        Assert.Equal(
            [Utc("2026-01-31T02:00Z"), Utc("2026-02-01T02:00Z"), Utc("2026-02-28T02:00Z"), Utc("2026-03-01T02:00Z"), Utc("2026-03-31T01:00Z")],
            NextRun.Between(policy, RunKind.Drill, Utc("2026-01-02T00:00Z"), Utc("2026-04-01T00:00Z")));
        var firstSaturday = policy with { DrillDays = new DayOfMonthChoice([], [WeekOfMonth.First], [DayOfWeek.Saturday]) };
        Assert.Equal([Utc("2026-08-01T01:00Z"), Utc("2026-09-05T01:00Z")], NextRun.Between(firstSaturday, RunKind.Drill, Utc("2026-07-04T01:00Z"), Utc("2026-10-01T00:00Z")));
    }

    [Fact]
    public void After_FirstCopyThatIsPutOff_RunsOnceInTheGroupsZone()
    {
        var policy = new GroupPolicy { TimeZone = "America/New_York", ReplicaCreation = new ReplicaCreation(ReplicaCreationMethod.Later, new DateTime(2026, 7, 1, 22, 0, 0)) };
        Assert.Equal(Utc("2026-07-02T02:00Z"), NextRun.After(policy, RunKind.ReplicaCreation, Utc("2026-07-01T00:00Z")));
        Assert.Null(NextRun.After(policy, RunKind.ReplicaCreation, Utc("2026-07-02T02:00Z")));
    }

    [Theory]
    [InlineData("2026-03-29T00:00+01:00", 1440, 1)] // 23 hours long
    [InlineData("2026-03-29T00:00+01:00", 720, 2)]
    [InlineData("2026-03-29T00:00+01:00", 60, 23)]
    [InlineData("2026-10-25T00:00+02:00", 1440, 1)] // 25 hours long
    [InlineData("2026-10-25T00:00+02:00", 720, 2)]
    [InlineData("2026-10-25T00:00+02:00", 15, 100)]
    public void After_IntervalOnADayWithAChangedClock_StaysRegular(string midnight, int minutes, int runs)
    {
        var start = Utc(midnight);
        var nextMidnight = midnight.Contains("03-29") ? start.AddHours(23) : start.AddHours(25);
        var due = NextRun.Between(Every("Europe/Berlin", minutes), RunKind.Synchronization, start.AddTicks(-1), nextMidnight.AddTicks(-1)).ToList();
        Assert.Equal(runs, due.Count);
        Assert.Equal(start, due[0]);
        Assert.All(due.Zip(due.Skip(1)), pair => Assert.Equal(minutes, (pair.Second - pair.First).TotalMinutes));
        Assert.Equal(nextMidnight, NextRun.After(Every("Europe/Berlin", minutes), RunKind.Synchronization, due[^1]));
    }

    [Property(MaxTest = 60)]
    public void After_AnyTimeOfDayInAnyZone_IsDueExactlyOnceEachLocalDay(byte zoneIndex, ushort minute, byte year)
    {
        var zone = DateTimeZoneProviders.Tzdb[Tricky[zoneIndex % Tricky.Length]];
        var time = TimeOnly.MinValue.AddMinutes(minute % 1440);
        var policy = Daily(zone.Id) with { ShortTerm = new ShortTermGoal { RecoveryPoints = new WeeklyTimes([time], EveryDay) } };
        var first = new LocalDate(1990 + year % 45, 1, 1);
        var from = zone.AtStartOfDay(first).ToInstant().ToDateTimeOffset().AddTicks(-1);
        var until = zone.AtStartOfDay(first.PlusYears(2)).ToInstant().ToDateTimeOffset().AddTicks(-1);
        var dates = NextRun.Between(policy, RunKind.RecoveryPoint, from, until).Select(due => Instant.FromDateTimeOffset(due).InZone(zone).Date).ToList();
        var expected = Enumerable.Range(0, Period.DaysBetween(first, first.PlusYears(2))).Select(first.PlusDays);
        Assert.Equal(expected, dates);
    }

    [Property(MaxTest = 60)]
    public void After_AnyIntervalInAnyZone_StartsAtEachMidnightAndKeepsItsDistance(byte zoneIndex, byte intervalIndex, byte year)
    {
        var zone = DateTimeZoneProviders.Tzdb[Tricky[zoneIndex % Tricky.Length]];
        var minutes = GroupPolicyRule.SynchronizationMinutes[intervalIndex % GroupPolicyRule.SynchronizationMinutes.Count];
        var first = new LocalDate(1990 + year % 45, 1, 1);
        var from = zone.AtStartOfDay(first).ToInstant().ToDateTimeOffset();
        var until = zone.AtStartOfDay(first.PlusYears(1)).ToInstant().ToDateTimeOffset();
        var due = NextRun.Between(Every(zone.Id, minutes), RunKind.Synchronization, from.AddTicks(-1), until).ToList();
        Assert.All(due.Zip(due.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalMinutes, minutes / 2.0, minutes * 1.5));
        var midnights = Enumerable.Range(0, Period.DaysBetween(first, first.PlusYears(1))).Select(day => zone.AtStartOfDay(first.PlusDays(day)).ToInstant().ToDateTimeOffset());
        Assert.Empty(midnights.Except(due));
        if (minutes == 1440) Assert.Equal(Period.DaysBetween(first, first.PlusYears(1)) + 1, due.Count);
    }

    [Property(MaxTest = 200)]
    public void After_AnyMoment_IsLaterAndNothingIsDueBetween(byte zoneIndex, int hours, byte offset, ushort minute)
    {
        var policy = Daily(Tricky[zoneIndex % Tricky.Length], "00:00", "02:30", "23:59") with { StartOffsetMinutes = offset % 60 };
        var after = Utc("2020-01-01T00:00Z").AddHours(hours % 80_000).AddMinutes(minute);
        var next = NextRun.After(policy, RunKind.RecoveryPoint, after)!.Value;
        Assert.True(next > after);
        Assert.Equal(next, NextRun.After(policy, RunKind.RecoveryPoint, next.AddTicks(-1)));
        Assert.Equal(next, NextRun.After(policy, RunKind.RecoveryPoint, after + (next - after) / 2));
    }
}
