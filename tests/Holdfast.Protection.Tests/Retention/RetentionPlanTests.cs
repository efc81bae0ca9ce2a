using FsCheck.Xunit;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Tests.Retention;

public sealed class RetentionPlanTests
{
    private static readonly DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly MonthlyRetention firstOfMonth = new(12, DayOfMonthChoice.ByNumber(1));

    [Fact]
    public void Explain_MonthlyRule_NamesTheMonth()
    {
        var fates = Explain(Daily("2026-09-25", 60), new RetentionGoal(7, Monthly: firstOfMonth), "2026-11-23");
        Assert.Equal(["monthly 2026-10"], fates["2026-10-01"].Because);
        Assert.Equal(At("2027-10-02"), fates["2026-10-01"].Until);
        Assert.Equal(["monthly 2026-11"], fates["2026-11-01"].Because);
        Assert.False(fates["2026-10-02"].Keep);
        Assert.Empty(fates["2026-10-02"].Because);
        Assert.Equal(["within 7 days", "newest"], fates["2026-11-23"].Because);
    }

    [Fact]
    public void Explain_WeeklyRule_KeepsItForTheWeeksAndNoLonger()
    {
        var goal = new RetentionGoal(0, new WeeklyRetention(2, [DayOfWeek.Saturday]));
        var fates = Explain(Daily("2026-10-01", 24), goal, "2026-10-24T12:00");
        Assert.Equal(["2026-10-10", "2026-10-17", "2026-10-24"], fates.Values.Where(fate => fate.Keep).Select(fate => fate.Point.Id));
        Assert.Equal(["weekly 2026-W41"], fates["2026-10-10"].Because);
        Assert.False(Explain(Daily("2026-10-01", 25), goal, "2026-10-25")["2026-10-10"].Keep);
    }

    [Fact]
    public void Explain_RelativeWeeks_ChoosesFirstAndLastSaturday()
    {
        var days = new DayOfMonthChoice([], [WeekOfMonth.First, WeekOfMonth.Last], [DayOfWeek.Saturday]);
        var fates = Explain(Daily("2026-10-01", 40), new RetentionGoal(0, Monthly: new MonthlyRetention(6, days)), "2026-11-09");
        Assert.Equal(
            ["2026-10-01", "2026-10-03", "2026-10-31", "2026-11-07", "2026-11-09"], fates.Values.Where(fate => fate.Keep).Select(fate => fate.Point.Id));
        Assert.Equal(["monthly 2026-10-03"], fates["2026-10-03"].Because);
    }

    [Fact]
    public void Explain_DayThatAMonthLacks_IsItsLastDay()
    {
        var goal = new RetentionGoal(0, Monthly: new MonthlyRetention(24, DayOfMonthChoice.ByNumber(31)));
        var fates = Explain(Daily("2026-02-10", 60), goal, "2026-04-10");
        Assert.Equal(["monthly 2026-02"], fates["2026-02-28"].Because);
        Assert.Equal(["monthly 2026-03"], fates["2026-03-31"].Because);
    }

    [Fact]
    public void Explain_LastDayByZero_IsTheSame()
    {
        var goal = new RetentionGoal(0, Yearly: new YearlyRetention(10, [2], DayOfMonthChoice.ByNumber(0)));
        Assert.Equal(["yearly 2028"], Explain(Daily("2028-02-20", 20), goal, "2028-03-10")["2028-02-29"].Because);
    }

    [Fact]
    public void Explain_SeveralPointsOfAChosenDay_KeepsTheLast()
    {
        HeldPoint[] points = [Point("2026-10-01T08:00"), Point("2026-10-01T20:00"), Point("2026-10-02T08:00")];
        var fates = Explain(points, new RetentionGoal(0, Monthly: firstOfMonth), "2026-10-03");
        Assert.False(fates["2026-10-01T08:00"].Keep);
        Assert.Equal(["monthly 2026-10"], fates["2026-10-01T20:00"].Because);
    }

    [Fact]
    public void Explain_MissedDay_IsMadeUpForByTheNextPointOfTheWeekAfter()
    {
        HeldPoint[] points = [Point("2026-09-30"), Point("2026-10-03"), Point("2026-10-04"), Point("2026-10-05")];
        var fates = Explain(points, new RetentionGoal(0, Monthly: firstOfMonth), "2026-10-06");
        Assert.Equal(["monthly 2026-10"], fates["2026-10-03"].Because);
        Assert.False(fates["2026-10-04"].Keep);
        Assert.False(Explain([Point("2026-10-08"), Point("2026-10-09")], new RetentionGoal(0, Monthly: firstOfMonth), "2026-10-10")["2026-10-08"].Keep);
    }

    [Fact]
    public void Explain_DayInTheGroupsZone_IsNotTheDayInUtc()
    {
        HeldPoint[] points = [Point("2026-09-30T23:30"), Point("2026-10-01T23:30"), Point("2026-10-05")];
        var clock = new TrustedClock(At("2026-10-06"));
        string? Kept(string zone) => RetentionPlan.Explain(points, new RetentionGoal(0, Monthly: firstOfMonth), zone, clock).First(fate => fate.Keep).Point.Id;
        Assert.Equal("2026-09-30T23:30", Kept("Europe/Berlin"));
        Assert.Equal("2026-10-01T23:30", Kept("UTC"));
    }

    [Fact]
    public void Explain_PointThatSeveralRulesKeep_NamesThemAllAndTheLatestEnd()
    {
        var goal = new RetentionGoal(30, new WeeklyRetention(4, [DayOfWeek.Thursday]), firstOfMonth, new YearlyRetention(10, [10], DayOfMonthChoice.ByNumber(1)));
        var fate = Explain(Daily("2026-10-01", 3), goal, "2026-10-04")["2026-10-01"];
        Assert.Equal(["within 30 days", "weekly 2026-W40", "monthly 2026-10", "yearly 2026"], fate.Because);
        Assert.Equal(At("2036-10-02"), fate.Until);
    }

    [Fact]
    public void Explain_OnlyPointLeft_StaysWithoutEnd()
    {
        var fate = Explain([Point("2026-01-01")], new RetentionGoal(1), "2030-01-01")["2026-01-01"];
        Assert.Equal((true, "newest", null), (fate.Keep, Assert.Single(fate.Because), fate.Until));
    }

    [Fact]
    public void Explain_ClockThatIsNotTrusted_LetsNothingGo()
    {
        var clock = new TrustedClock(At("2026-12-01"), At("2031-01-01"));
        var fates = RetentionPlan.Explain([.. Daily("2026-01-01", 50)], new RetentionGoal(7), "UTC", clock);
        Assert.All(fates, fate => Assert.True(fate.Keep));
        Assert.Equal(["the clock is not trusted"], fates[0].Because);
    }

    [Fact]
    public void Explain_SeveralSources_EachHasItsOwnPoints()
    {
        HeldPoint[] points = [new("a", "one", At("2026-10-01")), new("b", "two", At("2026-10-01T05:00")), new("c", "two", At("2026-10-02"))];
        var fates = Explain(points, new RetentionGoal(0, Monthly: firstOfMonth), "2026-12-01");
        Assert.Equal(["monthly 2026-10", "newest"], fates["a"].Because);
        Assert.Equal(["monthly 2026-10"], fates["b"].Because);
    }

    [Property(MaxTest = 300)]
    public void Explain_AnyHistory_GivesEachPeriodOfARuleOnePoint(int seed)
    {
        var (points, goal, zone) = Some(seed);
        var labels = RetentionPlan.Explain(points, goal, zone, new TrustedClock(start)).SelectMany(fate => fate.Because).Where(label => label.Contains(' ') && !label.StartsWith("within")).ToList();
        Assert.Equal(labels.Distinct(), labels);
    }

    [Property(MaxTest = 300)]
    public void Explain_PointsOfLaterDays_ChangeNothingThatWasDecided(int seed, byte cut)
    {
        var (points, goal, zone) = Some(seed);
        var early = points.Take(points.Count * cut / 256).ToList();
        if (early.Count == 0) return;
        // A day in progress may still get a later point: what is decided is everything before it.
        var lastDay = NodaTime.Instant.FromDateTimeOffset(early[^1].Created).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]).Date;
        var later = points.Skip(early.Count).Where(point => NodaTime.Instant.FromDateTimeOffset(point.Created).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]).Date > lastDay);
        var clock = new TrustedClock(start);
        string[] Reasons(PointFate fate) => [.. fate.Because.Where(reason => reason != "newest")];
        var before = RetentionPlan.Explain(early, goal, zone, clock).ToDictionary(fate => fate.Point.Id, Reasons);
        var after = RetentionPlan.Explain([.. early, .. later], goal, zone, clock).Where(fate => before.ContainsKey(fate.Point.Id)).ToDictionary(fate => fate.Point.Id, Reasons);
        Assert.Equal(before, after);
    }

    [Property(MaxTest = 100)]
    public void Explain_RunDaily_EndsWhereRunningItOnceDoes(int seed)
    {
        var (points, goal, zone) = Some(seed);
        var end = points[^1].Created.AddDays(seed % 7 + 7);
        var held = new List<HeldPoint>();
        var arrived = 0;
        for (var now = start; now <= end; now = now.AddDays(1))
        {
            while (arrived < points.Count && points[arrived].Created <= now) held.Add(points[arrived++]);
            held = [.. RetentionPlan.Explain(held, goal, zone, new TrustedClock(now)).Where(fate => fate.Keep).Select(fate => fate.Point)];
        }
        var atEnd = new TrustedClock(end);
        held = [.. RetentionPlan.Explain([.. held, .. points.Skip(arrived)], goal, zone, atEnd).Where(fate => fate.Keep).Select(fate => fate.Point)];
        Assert.Equal(RetentionPlan.Explain(points, goal, zone, atEnd).Where(fate => fate.Keep).Select(fate => fate.Point), held);
    }

    [Property(MaxTest = 200)]
    public void Explain_LaterClock_KeepsNothingThatWasLetGo(int seed, ushort hours, ushort more)
    {
        var (points, goal, zone) = Some(seed);
        var now = start.AddHours(hours);
        var gone = RetentionPlan.Explain(points, goal, zone, new TrustedClock(now)).Where(fate => !fate.Keep).Select(fate => fate.Point.Id);
        var later = RetentionPlan.Explain(points, goal, zone, new TrustedClock(now.AddHours(more))).Where(fate => !fate.Keep).Select(fate => fate.Point.Id);
        Assert.Subset(later.ToHashSet(), gone.ToHashSet());
    }

    /// <summary>A history of up to 500 days with holes and busy days, and a goal, both from a seed.</summary>
    private static (List<HeldPoint> Points, RetentionGoal Goal, string Zone) Some(int seed)
    {
        var random = new Random(seed);
        var points = new List<HeldPoint>();
        for (var at = start.AddHours(random.Next(200)); at < start.AddDays(500); at = at.AddMinutes(random.Next(5) == 0 ? random.Next(1, 30_000) : random.Next(1, 1_700)))
            points.Add(new HeldPoint(points.Count.ToString("D5"), "source", at));
        DayOfWeek[] weekdays = [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(3) == 0).DefaultIfEmpty(DayOfWeek.Friday)];
        DayOfMonthChoice Month() => random.Next(2) == 0
            ? new DayOfMonthChoice([.. Enumerable.Range(0, 32).Where(_ => random.Next(10) == 0).DefaultIfEmpty(1)], [], [])
            : new DayOfMonthChoice([], [.. Enum.GetValues<WeekOfMonth>().Where(_ => random.Next(3) == 0).DefaultIfEmpty(WeekOfMonth.Last)], [.. weekdays]);
        var goal = new RetentionGoal(
            random.Next(20),
            random.Next(3) == 0 ? null : new WeeklyRetention(random.Next(1, 10), [.. weekdays]),
            random.Next(3) == 0 ? null : new MonthlyRetention(random.Next(1, 10), Month()),
            random.Next(3) == 0 ? null : new YearlyRetention(random.Next(1, 3), [.. Enumerable.Range(1, 12).Where(_ => random.Next(4) == 0).DefaultIfEmpty(6)], Month()));
        return (points, goal, Schedules.Policies.Tricky[random.Next(Schedules.Policies.Tricky.Length)]);
    }

    private static Dictionary<string, PointFate> Explain(IEnumerable<HeldPoint> points, RetentionGoal goal, string now) =>
        RetentionPlan.Explain([.. points], goal, "UTC", new TrustedClock(At(now))).ToDictionary(fate => fate.Point.Id);

    private static IEnumerable<HeldPoint> Daily(string first, int days) =>
        Enumerable.Range(0, days).Select(day => new HeldPoint(At(first).AddDays(day).ToString("yyyy-MM-dd"), "source", At(first).AddDays(day)));

    private static HeldPoint Point(string time) => new(time, "source", At(time));

    private static DateTimeOffset At(string time) => Schedules.Policies.Utc(time);
}
