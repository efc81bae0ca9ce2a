using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Scheduling;

public sealed class ScheduleTests
{
    private static readonly string[] everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    [Theory]
    // The hour from 2 to 3 does not exist: due when it is over. Then the offset is one hour more.
    [InlineData("2026-03-27T12:00Z", new[] { "2026-03-28T01:30Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z" })]
    // The hour from 2 to 3 exists twice: due once, the first time.
    [InlineData("2026-10-23T12:00Z", new[] { "2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z" })]
    public async Task RecoveryPoints_AcrossDaylightSaving_AreMadeAtTheirLocalTimeOnceADay(string start, string[] expected)
    {
        var time = new SteppedClock(DateTimeOffset.Parse(start));
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(RecoveryPoints: new TimesInfo(["02:30"], everyDay), TimeZone: "Europe/Berlin")));
        await server.Protect(group: "G");
        foreach (var due in expected) Assert.Equal(DateTimeOffset.Parse(due), await server.ToNextDue(time, "G"));
        var points = (await server.Client.RecoveryPoints()).RecoveryPoints.Skip(1).Select(point => point.Created);
        Assert.Equal(expected.Select(text => DateTimeOffset.Parse(text)), points);
    }

    [Fact]
    public async Task Synchronization_EveryFifteenMinutes_Runs()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:05Z"));
        await using var server = await Scheduled(time, new PolicyInfo(SynchronizationMinutes: 15, StartOffsetMinutes: 7));
        for (var i = 0; i < 4; i++) await server.ToNextDue(time, "G");
        Assert.Equal(
            ["10:07", "10:22", "10:37", "10:52"], (await server.JobsOf(JobTypes.Synchronization)).Select(job => job.Created.ToString("HH:mm")).Order());
        Assert.Equal("1 job queued", Run(await server.Client.Group("G"), "synchronization").LastResult);
    }

    [Fact]
    public async Task MissedRuns_ServerWasDown_AreCaughtUpOnce()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(time, new PolicyInfo(RecoveryPoints: new TimesInfo(["18:00"], everyDay), SynchronizationMinutes: 60));
        await server.Stop();
        time.Advance(TimeSpan.FromDays(5));
        using var goOn = new ManualResetEventSlim();
        await server.Launch(engine => engine.OnBackup = (request, report, _) =>
        {
            goOn.Wait(RunningServer.Deadline());
            return engine.MakePoint(request, report);
        });
        goOn.Set();
        await server.Idle();
        var before = (await server.JobsOf(JobTypes.RecoveryPoint)).Count + (await server.JobsOf(JobTypes.Synchronization)).Count;
        var group = await server.Client.Group("G");
        // What brings the replica up to date runs already: a synchronization that is due with it is skipped and says so.
        Assert.Equal(1, before);
        Assert.Contains("caught up", Run(group, "recoveryPoint").LastResult + Run(group, "synchronization").LastResult);
        Assert.Contains("skipped", Run(group, "recoveryPoint").LastResult + Run(group, "synchronization").LastResult);
        Assert.Equal(DateTimeOffset.Parse("2026-05-06T18:00Z"), Run(group, "recoveryPoint").Due);
        await server.Restart();
        await server.Idle();
        Assert.Equal(before, (await server.JobsOf(JobTypes.RecoveryPoint)).Count + (await server.JobsOf(JobTypes.Synchronization)).Count);
    }

    [Fact]
    public async Task ClockThatWasAhead_SetBack_DoesNotStopTheSchedule()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2027-05-01T10:00Z"));
        await using var server = await Scheduled(time, new PolicyInfo(RecoveryPoints: new TimesInfo(["18:00"], everyDay)));
        var real = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await server.Stop();
        server.Time = real;
        await server.Launch();
        Assert.Equal(DateTimeOffset.Parse("2026-05-01T18:00Z"), Run(await server.Client.Group("G"), "recoveryPoint").Due);
        await server.ToNextDue(real, "G");
        Assert.Single(await server.JobsOf(JobTypes.RecoveryPoint));
    }

    [Fact]
    public async Task PreviousJobStillRuns_NextRun_IsSkippedAndSaysSo()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(time, new PolicyInfo(SynchronizationMinutes: 15));
        using var goOn = new ManualResetEventSlim();
        server.Engine.OnBackup = (request, report, _) =>
        {
            goOn.Wait(RunningServer.Deadline());
            return server.Engine.MakePoint(request, report);
        };
        time.Advance(TimeSpan.FromMinutes(15));
        time.Advance(TimeSpan.FromMinutes(15));
        var job = Assert.Single(await server.JobsOf(JobTypes.Synchronization));
        Assert.StartsWith($"0 jobs queued, 1 skipped: source (job {job.Id} still", Run(await server.Client.Group("G"), "synchronization").LastResult);
        goOn.Set();
        await server.Idle();
        await server.ToNextDue(time, "G");
        Assert.Equal(2, (await server.JobsOf(JobTypes.Synchronization)).Count);
    }

    [Fact]
    public async Task RecoveryPoint_DueWhileASynchronizationRuns_WaitsForItsTurn()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:10Z"));
        await using var server = await Scheduled(time, new PolicyInfo(SynchronizationMinutes: 15, RecoveryPoints: new TimesInfo(["10:20"], everyDay)));
        using var goOn = new ManualResetEventSlim();
        server.Engine.OnBackup = (request, report, _) =>
        {
            goOn.Wait(RunningServer.Deadline());
            return server.Engine.MakePoint(request, report);
        };
        time.Advance(TimeSpan.FromMinutes(5));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("1 job queued", Run(await server.Client.Group("G"), "recoveryPoint").LastResult);
        goOn.Set();
        await server.Idle();
        Assert.Equal(2, (await server.Client.RecoveryPoints()).RecoveryPoints.Count);
    }

    [Fact]
    public async Task OnlineSchedule_SendsTheNewestPointAndNothingTwice()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(
            time, new PolicyInfo(RecoveryPoints: new TimesInfo(["12:00", "14:00"], everyDay), Online: new OnlineInfo(new TimesInfo(["15:00", "16:00"], everyDay))));
        Assert.Empty(server.Pool.Vault);
        for (var i = 0; i < 4; i++) await server.ToNextDue(time, "G");
        Assert.Equal(DateTimeOffset.Parse("2026-05-01T14:00Z"), Assert.Single(server.Pool.Vault).Value.Created);
        Assert.Single(await server.JobsOf(JobTypes.CloudBackup));
        Assert.Contains("nothing new to send", Run(await server.Client.Group("G"), "onlineRecoveryPoint").LastResult);
    }

    [Fact]
    public async Task ConsistencyCheck_LongerThanAllowed_IsCancelledAndSaysWhy()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(
            time, new PolicyInfo(ConsistencyCheck: new CheckInfo(Schedule: new TimesInfo(["11:00"], everyDay), LongestMinutes: 30)));
        using var began = new ManualResetEventSlim();
        server.Engine.OnBackup = (request, _, cancellation) =>
        {
            Assert.True(request.ReadEverything);
            began.Set();
            cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException("Nobody cancelled.");
        };
        time.Advance(TimeSpan.FromHours(1));
        began.Wait(RunningServer.Deadline());
        time.Advance(TimeSpan.FromMinutes(30));
        await server.Idle();
        var job = Assert.Single(await server.JobsOf(JobTypes.ConsistencyCheck));
        Assert.Equal(JobStates.Cancelled, job.State);
        Assert.Contains(job.Errors, error => error.Code == ErrorCode.ScheduledTimeOver);
    }

    [Fact]
    public async Task BackupWindow_Closed_PutsRunsOffToItsOpening()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(
            time, new PolicyInfo(RecoveryPoints: new TimesInfo(["12:00", "13:00"], everyDay), BackupWindow: new WindowInfo("22:00", 120, everyDay)));
        Assert.Equal(DateTimeOffset.Parse("2026-05-01T22:00Z"), await server.ToNextDue(time, "G"));
        Assert.Equal(DateTimeOffset.Parse("2026-05-02T22:00Z"), await server.ToNextDue(time, "G"));
        Assert.Equal(2, (await server.JobsOf(JobTypes.RecoveryPoint)).Count);
    }

    [Fact]
    public async Task ReplicaThatFailed_IsCheckedByItselfOnce()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(time, new PolicyInfo());
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotAccessible, "Not now.");
        await server.Wait(server.Client.Synchronize(new RunRequest("source")));
        Assert.Equal("inconsistent", (await server.Client.Source("source")).ReplicaState);
        await server.ToNextDue(time, "G");
        Assert.Equal(JobStates.Failed, Assert.Single(await server.JobsOf(JobTypes.ConsistencyCheck)).State);
        // A check that failed as well is not repeated until a person, or a schedule, does something.
        await server.To(time, time.GetUtcNow().AddHours(2));
        Assert.Single(await server.JobsOf(JobTypes.ConsistencyCheck));
        server.Engine.OnBackup = null;
        await server.Wait(server.Client.Check(new RunRequest("source")));
        Assert.Equal("ok", (await server.Client.Source("source")).ReplicaState);
    }

    [Fact]
    public async Task FirstCopyLater_WaitsForItsTime()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(
            RecoveryPoints: new TimesInfo(["12:00"], everyDay), ReplicaCreation: new ReplicaInfo("later", "2026-05-01T20:00"), TimeZone: "Europe/Berlin")));
        Assert.Empty((await server.Client.Protect(new ProtectRequest([server.Source], Group: "G"))).Jobs);
        await server.ToNextDue(time, "G"); // 12:00 in Berlin is past: the first copy comes before the next point
        Assert.Equal(DateTimeOffset.Parse("2026-05-01T18:00Z"), time.GetUtcNow());
        Assert.Equal(JobTypes.ReplicaCreation, Assert.Single((await server.Client.Jobs()).Jobs, job => job.Source is not null).Type);
        await server.ToNextDue(time, "G");
        Assert.Equal(2, (await server.Client.RecoveryPoints()).RecoveryPoints.Count);
    }

    [Fact]
    public async Task Suspended_NothingRunsUntilItIsResumed()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(time, new PolicyInfo(RetentionDays: 1, RecoveryPoints: new TimesInfo(["18:00"], everyDay)));
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("source")));
        var suspended = await server.Client.Policies.Suspend("G");
        Assert.True(suspended.Suspended && suspended.Schedules.All(schedule => schedule.Due is null));
        for (var i = 0; i < 6; i++) await server.To(time, time.GetUtcNow().AddHours(12));
        Assert.Equal(2, (await server.Client.RecoveryPoints()).RecoveryPoints.Count);
        Assert.All((await server.Client.RecoveryPoints()).RecoveryPoints, point => Assert.Equal("the group is suspended", point.KeptBecause));
        await server.Client.Policies.Resume("G");
        Assert.Equal(DateTimeOffset.Parse("2026-05-04T18:00Z"), await server.ToNextDue(time, "G"));
        await server.To(time, time.GetUtcNow().AddHours(1));
        Assert.Equal(time.GetUtcNow().AddHours(-1), Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints).Created);
    }

    [Fact]
    public async Task NoPointInTime_RaisesAnAlertThatTheNextPointResolves()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await Scheduled(time, new PolicyInfo(SlaHours: 2));
        await server.To(time, time.GetUtcNow().AddMinutes(110));
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.SlaMissed);
        await server.To(time, time.GetUtcNow().AddMinutes(20));
        Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.SlaMissed);
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("source")));
        await server.To(time, time.GetUtcNow().AddMinutes(15));
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.SlaMissed);
    }

    private static async Task<RunningServer> Scheduled(SteppedClock time, PolicyInfo policy)
    {
        var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: policy));
        await server.Protect(group: "G");
        return server;
    }

    private static ScheduleInfo Run(GroupInfo group, string kind) => Assert.Single(group.Schedules, schedule => schedule.Kind == kind);
}
