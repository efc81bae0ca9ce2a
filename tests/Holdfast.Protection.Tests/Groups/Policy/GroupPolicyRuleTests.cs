using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Tests.Schedules;

namespace Holdfast.Protection.Tests.Groups.Policy;

public sealed class GroupPolicyRuleTests
{
    private static readonly WeeklyTimes daily = new([new TimeOnly(20, 0)], Policies.EveryDay);

    private static readonly WeeklyTimes saturdays = new([new TimeOnly(20, 0)], [DayOfWeek.Saturday]);

    [Fact]
    public void Violations_DefaultPolicy_None() => Assert.Empty(GroupPolicyRule.Violations(new GroupPolicy()));

    [Fact]
    public void Violations_FullPolicy_None() => Assert.Empty(GroupPolicyRule.Violations(new GroupPolicy
    {
        ShortTerm = new ShortTermGoal { RetentionDays = 448, SynchronizationMinutes = 15, RecoveryPoints = daily, ExpressFull = daily },
        Online = new OnlineGoal
        {
            Schedule = daily, DailyDays = 180, Weekly = new WeeklyRetention(104, [DayOfWeek.Sunday]), Monthly = new MonthlyRetention(60, DayOfMonthChoice.ByNumber(1)),
            Yearly = new YearlyRetention(10, [1], new DayOfMonthChoice([], [WeekOfMonth.First, WeekOfMonth.Third], [DayOfWeek.Saturday])),
        },
        ReplicaCreation = new ReplicaCreation(ReplicaCreationMethod.Later, new DateTime(2026, 7, 1)),
        ConsistencyCheck = new ConsistencyCheckPlan(true, saturdays, 240),
        BackupWindow = new TimeWindow(Policies.EveryDay, new TimeOnly(20, 0), 600),
        TimeZone = "Europe/Berlin", StartOffsetMinutes = 59, SlaHours = 24, StaleAfterDays = 365,
        Throttle = new ThrottlePlan(1, 10_000, new TimeOnly(8, 0), new TimeOnly(18, 0), Policies.EveryDay),
        PreScript = new ScriptCommand(["/usr/local/bin/freeze", "a b"]), PostScript = new ScriptCommand([@"C:\Scripts\thaw.exe"], 86_400),
        AutoProtect = [new AutoProtection("db1", "/", true)],
    }));

    [Theory]
    [InlineData(0)]
    [InlineData(449)]
    public void Violations_RetentionOnDisk_Is1To448(int days) => Single("shortTerm.retentionDays", new GroupPolicy { ShortTerm = new ShortTermGoal { RetentionDays = days } });

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(90)]
    [InlineData(2_880)]
    public void Violations_Synchronization_IsOneOfNine(int minutes) =>
        Single("shortTerm.synchronizationMinutes", new GroupPolicy { ShortTerm = new ShortTermGoal { SynchronizationMinutes = minutes } });

    [Fact]
    public void Violations_DiskPointsADay_AreAtMost48()
    {
        WeeklyTimes Times(int count) => new([.. Enumerable.Range(0, count).Select(i => TimeOnly.MinValue.AddMinutes(i * 20))], Policies.EveryDay);
        Assert.Empty(GroupPolicyRule.Violations(new GroupPolicy { ShortTerm = new ShortTermGoal { RecoveryPoints = Times(48) } }));
        Single("shortTerm.recoveryPoints.times", new GroupPolicy { ShortTerm = new ShortTermGoal { RecoveryPoints = Times(49) } });
    }

    [Fact]
    public void Violations_ScheduleWithTimesButNoDays_IsAMistake() =>
        Single("shortTerm.expressFull.days", new GroupPolicy { ShortTerm = new ShortTermGoal { ExpressFull = daily with { Days = [] } } });

    [Fact]
    public void Violations_SecondsInATime_AreRefused() =>
        Single("shortTerm.recoveryPoints.times", new GroupPolicy { ShortTerm = new ShortTermGoal { RecoveryPoints = daily with { Times = [new TimeOnly(20, 0, 1)] } } });

    [Fact]
    public void Violations_OnlinePointsADay_AreAtMostTwo() =>
        Single("online.schedule.times", Online(new OnlineGoal { Schedule = daily with { Times = [new(1, 0), new(2, 0), new(3, 0)] } }));

    [Theory]
    [InlineData(0)]
    [InlineData(5_161)]
    public void Violations_Weeks_Are1To5160(int weeks) => Single("online.weekly.weeks", Online(new OnlineGoal { Schedule = daily, Weekly = new WeeklyRetention(weeks, [DayOfWeek.Monday]) }));

    [Theory]
    [InlineData(0)]
    [InlineData(1_189)]
    public void Violations_Months_Are1To1188(int months) =>
        Single("online.monthly.months", Online(new OnlineGoal { Schedule = daily, Monthly = new MonthlyRetention(months, DayOfMonthChoice.ByNumber(1)) }));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Violations_Years_Are1To99(int years) =>
        Single("online.yearly.years", Online(new OnlineGoal { Schedule = daily, Yearly = new YearlyRetention(years, [1], DayOfMonthChoice.ByNumber(1)) }));

    [Fact]
    public void Violations_GoalThatKeepsNothing_IsRefused() => Single("online.dailyDays", Online(new OnlineGoal { Schedule = daily, DailyDays = 0 }));

    [Fact]
    public void Violations_RetainedDayWithoutBackup_MustCoincide()
    {
        Single("online.weekly.days", Online(new OnlineGoal { Schedule = saturdays, Weekly = new WeeklyRetention(4, [DayOfWeek.Saturday, DayOfWeek.Sunday]) }));
        Single("online.monthly.days", Online(new OnlineGoal { Schedule = saturdays, Monthly = new MonthlyRetention(4, DayOfMonthChoice.ByNumber(15)) }));
        var lastSunday = new DayOfMonthChoice([], [WeekOfMonth.Last], [DayOfWeek.Sunday]);
        Single("online.yearly.days", Online(new OnlineGoal { Schedule = saturdays, Yearly = new YearlyRetention(4, [12], lastSunday) }));
        Assert.Empty(GroupPolicyRule.Violations(Online(new OnlineGoal { Schedule = saturdays, Weekly = new WeeklyRetention(4, [DayOfWeek.Saturday]) })));
    }

    [Fact]
    public void Violations_DaysOfMonth_AreByNumberOrByWeekday()
    {
        Single("online.monthly.days", Online(new OnlineGoal { Schedule = daily, Monthly = new MonthlyRetention(4, new DayOfMonthChoice([1], [WeekOfMonth.First], [DayOfWeek.Monday])) }));
        Single("online.monthly.days", Online(new OnlineGoal { Schedule = daily, Monthly = new MonthlyRetention(4, new DayOfMonthChoice([], [], [])) }));
        Single("online.monthly.days.numbers", Online(new OnlineGoal { Schedule = daily, Monthly = new MonthlyRetention(4, DayOfMonthChoice.ByNumber(32)) }));
        Single("online.yearly.months", Online(new OnlineGoal { Schedule = daily, Yearly = new YearlyRetention(4, [13], DayOfMonthChoice.ByNumber(1)) }));
    }

    [Fact]
    public void Violations_MorePointsThan9999_AreRefused()
    {
        Assert.Empty(GroupPolicyRule.Violations(Online(new OnlineGoal { Schedule = daily, DailyDays = 9_999 })));
        Single("online", Online(new OnlineGoal { Schedule = daily, DailyDays = 10_000 }));
        Single("online", Online(new OnlineGoal { Schedule = daily with { Times = [new(8, 0), new(20, 0)] }, DailyDays = 5_000 }));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(8, true)]
    [InlineData(24, true)]
    [InlineData(48, true)]
    [InlineData(2_160, true)]
    [InlineData(0, false)]
    [InlineData(5, false)]
    [InlineData(36, false)]
    [InlineData(2_184, false)]
    public void Violations_SlaHours_AreDivisorsOrMultiplesOfADay(int hours, bool acceptable)
    {
        if (acceptable) Assert.Empty(GroupPolicyRule.Violations(new GroupPolicy { SlaHours = hours }));
        else Single("slaHours", new GroupPolicy { SlaHours = hours });
    }

    [Theory]
    [InlineData("freeze.sh")]
    [InlineData("./freeze.sh")]
    [InlineData("")]
    [InlineData(@"C:freeze.exe")]
    public void Violations_ScriptThatIsNotAbsolute_IsRefused(string program) => Single("preScript.arguments", new GroupPolicy { PreScript = new ScriptCommand([program]) });

    [Fact]
    public void Violations_OtherBounds_AreEachNamed()
    {
        Single("timeZone", new GroupPolicy { TimeZone = "Europe/Atlantis" });
        Single("startOffsetMinutes", new GroupPolicy { StartOffsetMinutes = 60 });
        Single("staleAfterDays", new GroupPolicy { StaleAfterDays = 0 });
        Single("backupWindow.minutes", new GroupPolicy { BackupWindow = new TimeWindow(Policies.EveryDay, default, 59) });
        Single("backupWindow.days", new GroupPolicy { BackupWindow = new TimeWindow([], default, 60) });
        Single("throttle.workMbps", new GroupPolicy { Throttle = new ThrottlePlan(10_001, null, new(8, 0), new(18, 0), Policies.EveryDay) });
        Single("throttle.otherMbps", new GroupPolicy { Throttle = new ThrottlePlan(null, 0, default, default, []) });
        Single("postScript.timeoutSeconds", new GroupPolicy { PostScript = new ScriptCommand(["/bin/true"], 0) });
        Single("consistencyCheck.longestMinutes", new GroupPolicy { ConsistencyCheck = new ConsistencyCheckPlan(LongestMinutes: 14) });
        Single("replicaCreation.later", new GroupPolicy { ReplicaCreation = new ReplicaCreation(ReplicaCreationMethod.Later) });
        Single("replicaCreation.later", new GroupPolicy { ReplicaCreation = new ReplicaCreation(ReplicaCreationMethod.Now, new DateTime(2026, 1, 1)) });
        Single("autoProtect", new GroupPolicy { AutoProtect = [new AutoProtection("db1", "/", Online: true)] });
        Single("autoProtect", new GroupPolicy { AutoProtect = [new AutoProtection("db1", "/", Online: false) { Options = [new MemberOption("", "x")] }] });
        Single("autoProtect", new GroupPolicy { AutoProtect = [new AutoProtection("db1", "/", Online: false) { Options = [.. Enumerable.Range(0, GroupPolicyRule.MostMemberOptions + 1).Select(i => new MemberOption($"o{i}", "x"))] }] });
    }

    [Fact]
    public void Violations_SeveralMistakes_AllAreNamed() =>
        Assert.Equal(
            ["shortTerm.retentionDays", "timeZone", "slaHours"],
            GroupPolicyRule.Violations(new GroupPolicy { ShortTerm = new ShortTermGoal { RetentionDays = 0 }, TimeZone = "", SlaHours = 7 }).Select(violation => violation.Field));

    private static GroupPolicy Online(OnlineGoal goal) => new() { Online = goal };

    private static void Single(string field, GroupPolicy policy) => Assert.Equal(field, Assert.Single(GroupPolicyRule.Violations(policy)).Field);
}
