using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.SqlServer.Driver;

namespace Holdfast.Server.Tests.Applications.SqlServer;

/// <summary>The server's own schedule takes the logs of a database: nobody asks for them.</summary>
public sealed class SqlServerScheduleTests : IAsyncLifetime
{
    private static readonly TimeSpan quarter = TimeSpan.FromMinutes(15);
    private static readonly PolicyInfo policy = new(SynchronizationMinutes: 15, ExpressFull: new TimesInfo(["13:00"], ["Monday", "Tuesday"]));
    private readonly SteppedClock clock = new(DateTimeOffset.Parse("2026-03-02T11:02Z"));
    private SqlServerSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await SqlServerSite.Start(clock: clock, pages: 32);
        SetInstanceClock(clock.GetUtcNow());
        await site.Client.CreateGroup(new CreateGroupRequest("SQL", Policy: policy));
        var protect = new ProtectRequest([site.Address], Group: "SQL", Options: new Dictionary<string, string> { ["transport"] = "vdi", ["stripes"] = "1" });
        var first = await site.Wait(site.Client.Protect(protect));
        Assert.True(first.State == JobStates.Succeeded, first.Errors.FirstOrDefault()?.Message);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Synchronization_EveryFifteenMinutes_TakesLogsThatFollowEachOther()
    {
        for (var i = 0; i < 4; i++) await NextTick();

        var jobs = await Synchronizations();
        Assert.Equal(["11:15", "11:30", "11:45", "12:00"], jobs.Select(job => job.ScheduledFor!.Value.ToString("HH:mm")));
        Assert.All(jobs, job => Assert.Equal((JobStates.Succeeded, "schedule"), (job.State, job.Origin)));
        Assert.Equal(["full", "log", "log", "log", "log"], await Types());
        Assert.Equal(["11:02-12:00"], await Ranges());

        var moment = DateTimeOffset.Parse("2026-03-02T11:40Z");
        await Recover("Copy", moment);
        Assert.Equal(["Full", "Log", "Log", "Log"], site.Instance["Copy"].Restored.Select(set => set.Split(' ')[0]));
        Assert.Empty(site.Waiting());
    }

    [Fact]
    public async Task Synchronization_SomebodyElseBackedUpTheLog_BridgesTheGapAndSaysWhy()
    {
        await NextTick();
        site.Database.Block += 5;
        site.Database.LogFrom = site.Database.Block; // as after BACKUP LOG … TO DISK by another program
        await NextTick();
        await NextTick();

        var points = await Points();
        Assert.Equal(["full", "log", "incremental", "log"], points.Select(point => point.Type));
        Assert.Contains("was backed up by somebody else", points[2].Why, StringComparison.Ordinal);
        // Nobody here has the moments of the foreign log.
        Assert.Equal(["11:02-11:15", "11:30-11:45"], await Ranges());
        Assert.Equal(ErrorCode.ApplicationNotRecoverable, (await Assert.ThrowsAsync<HoldfastException>(() =>
            site.Client.Recover(new RecoverRequest(site.Address, "2026-03-02T11:20:00Z") { Instance = "sqlserver://db1.example.com", NewName = "Never" }))).Code);
        await Recover("Copy", DateTimeOffset.Parse("2026-03-02T11:40Z"));
        Assert.Equal(["Full", "Differential", "Log"], site.Instance["Copy"].Restored.Select(set => set.Split(' ')[0]));
    }

    [Fact]
    public async Task Synchronization_SomebodyElseTookAFull_LogsGoOnAndTheExpressFullIsAFullOne()
    {
        site.Database.Block += 5;
        (site.Database.Base, site.Database.BaseBlock) = (Guid.NewGuid(), site.Database.Block);
        for (var i = 0; i < 9; i++) await NextTick(); // at 13:00 the express full backup instead of a log

        var points = await Points();
        Assert.Equal(["full", "log", "log", "log", "log", "log", "log", "log", "full", "log"], points.Select(point => point.Type));
        Assert.Contains("a full backup was taken by somebody else", points[8].Why, StringComparison.Ordinal);
        Assert.Equal(["11:02-13:15"], await Ranges());
    }

    [Theory]
    [InlineData(true, "full", "log", "full", "log")]
    [InlineData(false, "full", "log", "log", "log")]
    public async Task Synchronization_LogBackupFails_TellsAPersonAndLosesNothing(bool checks, params string[] types)
    {
        await site.Client.ModifyGroup("SQL", new ModifyGroupRequest(Policy: policy with { ConsistencyCheck = new CheckInfo(WhenInconsistent: checks) }));
        await NextTick();
        site.Instance.Before = statement =>
        {
            if (statement.StartsWith("BACKUP LOG", StringComparison.Ordinal)) throw new SqlFailure([9002], "The transaction log for database 'Sales' is full.");
        };
        await NextTick();

        var failed = (await Synchronizations())[^1];
        Assert.Equal((JobStates.Failed, ErrorCode.ApplicationFailed), (failed.State, failed.Errors[0].Code));
        Assert.Contains("The transaction log for database 'Sales' is full.", failed.Errors[0].Message, StringComparison.Ordinal);
        var alert = Assert.Single((await site.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ReplicaInconsistent);
        Assert.Contains("is full", alert.Message, StringComparison.Ordinal);
        Assert.Contains(site.Address, alert.Message, StringComparison.Ordinal);

        site.Instance.Before = null;
        await NextTick();
        // The consistency check that a failed job plans, where the group wants it, is a full backup. Logs go on from where the last good one ended.
        Assert.DoesNotContain((await site.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ReplicaInconsistent);
        await NextTick();
        Assert.Equal(types, await Types());
        Assert.Equal(["11:02-12:00"], await Ranges());
        site.AssertClean();
    }

    [Fact]
    public async Task Synchronization_ModelWentToSimpleAndBack_NextTickTakesTheFullThatBeginsAChain()
    {
        await NextTick();
        site.Database.Model = RecoveryModels.Simple;
        site.Database.LogFrom = null;
        await NextTick();
        site.Database.Model = RecoveryModels.Full;
        await NextTick();
        await NextTick();

        var points = await Points();
        Assert.Equal(["full", "log", "full", "full", "log"], points.Select(point => point.Type));
        Assert.Contains("FULL to SIMPLE", points[2].Why, StringComparison.Ordinal);
        Assert.Contains("SIMPLE to FULL", points[3].Why, StringComparison.Ordinal);
    }

    /// <summary>To the next quarter of an hour, and until what it began has ended.</summary>
    private async Task NextTick()
    {
        var next = clock.GetUtcNow() + quarter - TimeSpan.FromTicks(clock.GetUtcNow().Ticks % quarter.Ticks);
        SetInstanceClock(next);
        clock.Advance(next - clock.GetUtcNow());
        await site.Until(async () => await site.Client.Status() is { RunningJobs: 0, QueuedJobs: 0 });
    }

    // The stand-in says that each of its backups took a quarter of an hour, in its own time zone.
    private void SetInstanceClock(DateTimeOffset now) => site.Instance.Now = now.DateTime.AddHours(1) - quarter;

    private async Task Recover(string name, DateTimeOffset moment)
    {
        var done = await site.Wait(site.Client.Recover(new RecoverRequest(site.Address, moment.ToString("O")) { Instance = "sqlserver://db1.example.com", NewName = name }));
        Assert.True(done.State == JobStates.Succeeded, done.Errors.FirstOrDefault()?.Message);
        Assert.Equal(moment, done.Plan!.Reached);
    }

    private async Task<IReadOnlyList<RecoveryPointInfo>> Points() => [.. (await site.Points()).OrderBy(point => point.Created)];

    private async Task<IEnumerable<string>> Ranges() => (await site.Client.Applications.Range(site.Address)).Ranges.Select(range => $"{range.From:HH:mm}-{range.To:HH:mm}");

    private async Task<IEnumerable<string?>> Types() => (await Points()).Select(point => point.Type);

    private async Task<IReadOnlyList<JobInfo>> Synchronizations() => [.. (await site.Client.Jobs(type: JobTypes.Synchronization)).Jobs.OrderBy(job => job.Created)];
}
