using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Tests.Scheduling;

namespace Holdfast.Server.Tests.RecoveryPoints;

public sealed class GfsTests
{
    private static readonly string[] everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly PolicyInfo policy = new(
        RetentionDays: 5, RecoveryPoints: new TimesInfo(["18:00"], everyDay), TimeZone: "America/New_York",
        Online: new OnlineInfo(new TimesInfo(["20:00"], everyDay), 7, new WeeklyInfo(4, ["Sunday"]), new MonthlyInfo(3, new MonthDaysInfo([0]))));

    [Fact]
    public async Task Months_OfScheduledPoints_LeaveWhatTheForecastSaid()
    {
        // Over the ends of two months, and over the change of the clocks in March.
        var start = DateTimeOffset.Parse("2026-01-28T12:00Z");
        var time = new SteppedClock(start);
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: policy));
        await server.Protect(group: "G");
        const int days = 50;
        while (time.GetUtcNow() < start.AddDays(days)) await server.ToNextDue(time, "G");
        if (time.GetUtcNow().Hour is 22 or 23) await server.ToNextDue(time, "G"); // the newest point is to be in the vault as well
        // Expiry has an hour of its own.
        await server.To(time, time.GetUtcNow().AddHours(1));
        var elapsed = (int)Math.Round((time.GetUtcNow() - start).TotalDays, MidpointRounding.AwayFromZero);

        var (disk, online) = (new RetentionGoal(5), new RetentionGoal(7, new WeeklyRetention(4, [DayOfWeek.Sunday]), new MonthlyRetention(3, DayOfMonthChoice.ByNumber(0))));
        var plan = new GroupPolicy
        {
            TimeZone = "America/New_York",
            ShortTerm = new ShortTermGoal { RetentionDays = 5, RecoveryPoints = new WeeklyTimes([new TimeOnly(18, 0)], [.. Enum.GetValues<DayOfWeek>()]) },
        };
        Assert.Equal(Forecast(plan, disk, start, time.GetUtcNow()), Days(server.Pool.Disk.Values.Select(point => point.Created)));
        Assert.Equal(Forecast(plan, online, start, time.GetUtcNow()), Days(server.Pool.Vault.Values.Select(point => point.Created)));
        Assert.InRange(server.Pool.Vault.Count, 10, 16);
        Assert.Contains((await server.Client.RecoveryPoints(online: true)).RecoveryPoints, point => point.OnlineKeptBecause == "monthly 2026-01");
        Assert.True(elapsed >= days);
    }

    [Fact]
    public async Task WhatIf_ShorterRetention_LosesExactlyWhatIsLostThen()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-01-15T12:00Z"));
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: policy));
        await server.Protect(group: "G");
        for (var i = 0; i < 40; i++) await server.ToNextDue(time, "G");
        var request = new ModifyGroupRequest(Policy: policy with { RetentionDays = 2, Online = new OnlineInfo(policy.Online!.Schedule, 3) });

        var same = await server.Client.Policies.WhatIf("G", new ModifyGroupRequest());
        Assert.All(same.Members.SelectMany(member => member.Points), point => Assert.Contains(point.Change, (string[])["kept", "gone"]));
        var foreseen = await server.Client.Policies.WhatIf("G", request);
        Assert.Equal(["disk", "online"], foreseen.Members.Select(member => member.Place));
        var lost = foreseen.Members.SelectMany(member => member.Points.Where(point => point.Change == "lost").Select(point => (member.Place, point.Id))).ToList();
        Assert.True(lost.Count > 5);
        Assert.Equal((lost.Count * 1000L, true), (foreseen.BytesFreed, foreseen.IsExact));
        Assert.Equal(5, (await server.Client.Group("G")).RetentionDays); // asking changes nothing

        var before = Held(server);
        await server.Client.ModifyGroup("G", request);
        await server.To(time, time.GetUtcNow().AddHours(1));
        var gone = foreseen.Members.SelectMany(member => member.Points.Where(point => point.Change == "gone").Select(point => (member.Place, point.Id)));
        Assert.Equal(lost.Union(gone).Order(), before.Except(Held(server)).Order());
    }

    [Fact]
    public async Task Clock_NotTrusted_KeepsEverythingAndSaysWhy()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-01-15T12:00Z"));
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", 1));
        await server.Protect(group: "G");
        await server.To(time, time.GetUtcNow().AddHours(1));
        await server.Protect(group: "G");
        await server.To(time, time.GetUtcNow().AddDays(300));
        var points = (await server.Client.RecoveryPoints()).RecoveryPoints;
        Assert.Equal(2, points.Count);
        Assert.All(points, point => Assert.NotEqual("expired", point.KeptBecause));
    }

    private static List<(string, string)> Held(RunningServer server) =>
        [.. server.Pool.Disk.Keys.Select(id => ("disk", id)), .. server.Pool.Vault.Keys.Select(id => ("online", id))];

    private static List<string> Forecast(GroupPolicy plan, RetentionGoal goal, DateTimeOffset start, DateTimeOffset now)
    {
        // The first copy is made at once, and sent with the first of the schedule's points or replaced by it.
        var made = NextRun.Between(plan, RunKind.RecoveryPoint, start, now).Select(due => new HeldPoint(due.ToString("O"), "s", due)).ToList();
        return Days(RetentionPlan.Explain(made, goal, plan.TimeZone, new TrustedClock(now)).Where(fate => fate.Keep).Select(fate => fate.Point.Created));
    }

    private static List<string> Days(IEnumerable<DateTimeOffset> times) => [.. times.Select(time => time.ToString("yyyy-MM-dd HH:mm")).Order(StringComparer.Ordinal)];
}
