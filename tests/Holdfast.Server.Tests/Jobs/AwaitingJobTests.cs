using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.Tests.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Jobs;

public sealed class AwaitingJobTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("holdfast-awaiting-");
    private readonly SteppedClock time = new(DateTimeOffset.Parse("2026-05-01T10:00Z"));
    private readonly ServerCatalog catalog;
    private readonly FakeEngine engine;

    public AwaitingJobTests()
    {
        catalog = ServerCatalog.Open(Path.Combine(folder.FullName, "catalog.db"));
        engine = new FakeEngine(new FakePool(), time);
        catalog.Groups.Save(new GroupRow { Id = "g", Name = "G", OnlineRetentionDays = 30, Policy = new GroupPolicy { ShortTerm = new ShortTermGoal { SynchronizationMinutes = 15 } } });
        catalog.Sources.Save(new SourceRow { Id = "far", Name = "far", Server = "LAPTOP", Path = "/far", GroupId = "g", ReplicaState = ReplicaStates.Ok });
        catalog.Sources.Save(new SourceRow { Id = "near", Name = "near", Server = Environment.MachineName, Path = "/near", ReplicaState = ReplicaStates.Ok });
    }

    [Fact]
    public async Task Job_AgentAway_TakesNoPlaceAndRunsWhenTheAgentAppears()
    {
        var isAway = true;
        var ran = new List<string>();
        var runner = Runner(job =>
        {
            lock (ran) ran.Add(job.SourceId!);
        });
        runner.AgentAwaited = job => isAway && job.SourceId == "far" ? new AgentWait("LAPTOP", [], TimeSpan.FromHours(1)) : null;
        runner.Start();
        var far = runner.Queue(JobType.Synchronization, "far", new JobArguments());
        Assert.Equal(((1, 0), "waiting for the agent"), (runner.Counts, far.Report.Progress.Phase));
        // There is one place, and it is free.
        await runner.Queue(JobType.Synchronization, "near", new JobArguments()).Ended.WaitAsync(RunningServer.Deadline());
        Assert.False(far.Ended.IsCompleted);
        isAway = false;
        runner.AgentAppeared("laptop");
        await far.Ended.WaitAsync(RunningServer.Deadline());
        Assert.Equal(["near", "far"], ran);
        Assert.Equal("succeeded", catalog.Jobs.ById(far.Id)!.State);
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("succeeded", catalog.Jobs.ById(far.Id)!.State);
    }

    [Fact]
    public async Task Job_AgentGoesAwayWhileItRuns_GivesItsPlaceBackAndGoesOnFromItsCheckpoint()
    {
        var isAway = false;
        var (runs, found) = (0, "");
        var runner = Runner(job =>
        {
            if (job.SourceId != "far") return;
            found = $"{job.Checkpoint} in attempt {job.Attempt}";
            if (++runs > 1) return;
            job.SaveCheckpoint("half");
            job.Report.Item(ErrorCode.ItemLocked, "locked", "/a", failed: true);
            isAway = true;
            throw new AgentAwayException("LAPTOP");
        });
        runner.AgentAwaited = job => isAway && job.SourceId == "far" ? new AgentWait("LAPTOP", [], TimeSpan.FromHours(1)) : null;
        runner.Start();
        var job = runner.Queue(JobType.RecoveryPoint, "far", new JobArguments());
        await job.Ended.WaitAsync(RunningServer.Deadline());
        var row = catalog.Jobs.ById(job.Id)!;
        Assert.Equal(("queued", null, 0, "half"), (row.State, row.Started, row.Attempt, row.Checkpoint));
        Assert.Equal((1, 0), runner.Counts);
        await runner.Queue(JobType.Synchronization, "near", new JobArguments()).Ended.WaitAsync(RunningServer.Deadline());
        var again = runner.Find(job.Id)!;
        isAway = false;
        runner.AgentAppeared("LAPTOP");
        await again.Ended.WaitAsync(RunningServer.Deadline());
        Assert.Equal("half in attempt 1", found);
        // What the first run had failed on is not the second's.
        Assert.Equal("succeeded", catalog.Jobs.ById(job.Id)!.State);
    }

    [Fact]
    public async Task Cancel_WaitingJob_EndsIt()
    {
        var runner = Runner(_ => throw new AgentAwayException("LAPTOP"));
        runner.AgentAwaited = job => job.Row.Started is null ? new AgentWait("LAPTOP", [], TimeSpan.FromHours(1)) : null;
        runner.Start();
        var job = runner.Queue(JobType.Recovery, "far", new JobArguments());
        Assert.True(runner.Cancel(job.Id));
        await job.Ended.WaitAsync(RunningServer.Deadline());
        Assert.Equal(("cancelled", (0, 0)), (catalog.Jobs.ById(job.Id)!.State, runner.Counts));
        runner.AgentAppeared("LAPTOP");
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(ErrorCode.JobCancelled, (ErrorCode)Assert.Single(catalog.Jobs.Errors(job.Id)).Code);
    }

    [Fact]
    public async Task Cancel_JobThatIsJustGivingItsPlaceBack_EndsIt()
    {
        using var cancelled = new ManualResetEventSlim();
        using var began = new ManualResetEventSlim();
        var runner = Runner(_ =>
        {
            began.Set();
            cancelled.Wait(RunningServer.Deadline());
            throw new AgentAwayException("LAPTOP");
        });
        runner.Start();
        var job = runner.Queue(JobType.RecoveryPoint, "far", new JobArguments());
        began.Wait(RunningServer.Deadline());
        Assert.True(runner.Cancel(job.Id));
        cancelled.Set();
        await job.Ended.WaitAsync(RunningServer.Deadline());
        Assert.Equal("cancelled", catalog.Jobs.ById(job.Id)!.State);
        Assert.Empty(runner.Live);
    }

    [Theory]
    [InlineData(JobOrigin.Person, 119, 2)]
    [InlineData(JobOrigin.Schedule, 10_799, 120)]
    public async Task Job_AgentStaysAway_FailsAfterTheSettingAndSaysWhatToDo(JobOrigin origin, int seconds, int more)
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(file, """{ "agentPatienceMinutes": 2, "agentWaitHours": 3 }""");
        await using var parts = Parts(Settings.Load(file, AllSettings.Keys));
        parts.Runner.Start();
        var job = parts.Runner.Queue(new JobRequest(JobType.RecoveryPoint, "far", new JobArguments(), origin));
        time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal("queued", catalog.Jobs.ById(job.Id)!.State);
        time.Advance(TimeSpan.FromSeconds(more));
        await job.Ended.WaitAsync(RunningServer.Deadline());
        var error = Assert.Single(catalog.Jobs.Errors(job.Id));
        Assert.Equal(("failed", ErrorCode.AgentUnreachable), (catalog.Jobs.ById(job.Id)!.State, (ErrorCode)error.Code));
        Assert.Contains("LAPTOP", error.Message);
        Assert.Contains($"holdfast job rerun {job.Id}", error.Remedy);
        // It has only waited: the replica is what it was.
        Assert.Equal(ReplicaStates.Ok, catalog.Sources.ById("far")!.ReplicaState);
        Assert.Equal(("backupFailed", "far"), catalog.Alerts.List(false).Where(alert => alert.Severity == "critical").Select(alert => (alert.Type, alert.Subject)).Single());
    }

    [Fact]
    public async Task ScheduledJob_StillWaitsWhenTheNextRunIsDue_IsReplacedByIt()
    {
        var presence = new FakePresence();
        await using var parts = Parts(Settings.Empty, presence);
        parts.Runner.Start();
        parts.Scheduler.Start();
        time.Advance(TimeSpan.FromMinutes(15));
        var first = Assert.Single(parts.Runner.Live);
        var asked = parts.Runner.Queue(JobType.RecoveryPoint, "far", new JobArguments());
        presence.IsLaptopAway = true;
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("cancelled", catalog.Jobs.ById(first.Id)!.State);
        Assert.Equal(ErrorCode.JobReplaced, (ErrorCode)Assert.Single(catalog.Jobs.Errors(first.Id)).Code);
        Assert.Equal("failed", catalog.Jobs.ById(asked.Id)!.State);
        for (var i = 0; i < 4; i++) time.Advance(TimeSpan.FromMinutes(15));
        Assert.Empty(parts.Runner.Live);
        presence.IsLaptopAway = false;
        parts.Scheduler.ServerAppeared("LAPTOP");
        Assert.Equal(JobType.Synchronization, Assert.Single(parts.Runner.Live).Type);
        Assert.Equal(3, catalog.Jobs.Page(new JobFilter(SourceId: "far"), null, 10).Count);
    }

    [Fact]
    public async Task Stop_WithAWaitingJob_KeepsItForTheNextStart()
    {
        string id;
        await using (var parts = Parts(Settings.Empty))
        {
            parts.Runner.Start();
            id = parts.Runner.Queue(JobType.RecoveryPoint, "far", new JobArguments()).Id;
            Assert.True(await parts.Runner.Stop(TimeSpan.FromMinutes(2)));
            time.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal("queued", catalog.Jobs.ById(id)!.State);
        await using var next = Parts(Settings.Empty);
        next.Begin();
        Assert.True(next.Runner.Find(id)!.AwaitsAgent);
    }

    public void Dispose()
    {
        engine.Dispose();
        catalog.Dispose();
        folder.Delete(recursive: true);
    }

    private JobRunner Runner(Action<LiveJob> work) => new(catalog, new JobLimits(Total: 1), _ => new Work(work), (_, _) => { }, time, NullLogger.Instance);

    private ServerParts Parts(Settings settings, FakePresence? presence = null) => new(catalog, engine, folder.FullName, settings, time, NullLogger.Instance, presence);

    private sealed class Work(Action<LiveJob> run) : IJobWork
    {
        public void Run(LiveJob job) => run(job);
    }
}
