using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Remote.Tests.Support;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Remote.Tests.Resuming;

public sealed class LostAgentTests
{
    private const int Large = 20 << 20;
    private const long Enough = 8 << 20, PerSecond = 10 << 20;

    [Fact]
    public async Task BackUp_AgentKilledWithinItsLease_OnlyWhatIsMissingIsSentAgain()
    {
        await using var site = await RemoteSite.Start();
        using TempTree source = new(), target = new();
        source.Write("noise", TempTree.Content(5, Large));
        var (job, running, stored) = await RunHalf(site, source);

        using var second = site.Agent();
        var (point, _) = await running;

        Assert.InRange(BytesSent(second), 1, Large - stored + (1 << 20));
        await AssertRecovers(site, point, second, source, target);
        Assert.Equal(0, job.Report.ItemsFailed);
    }

    [Fact]
    public async Task BackUp_AgentBackAfterItsLease_OnlyWhatIsMissingIsSentAgain()
    {
        var time = new FakeTimeProvider();
        await using var site = await RemoteSite.Start(time);
        site.Options = site.Options with { Lease = TimeSpan.FromMinutes(10) };
        using TempTree source = new(), target = new();
        source.Write("noise", TempTree.Content(6, Large));
        var (job, running, stored) = await RunHalf(site, source);

        await Until.True(() => job.Report.Progress.Phase == AwaitingJobs.Phase); // the lease has begun
        time.Advance(TimeSpan.FromMinutes(11));
        await Assert.ThrowsAsync<AgentAwayException>(() => running);
        Assert.NotNull(job.Checkpoint);
        using var second = site.Agent();
        var (point, _) = await site.BackUp(RemoteSite.Request(second.Server, source.Root), new LiveJob(site.Catalog.Jobs.ById(job.Id)!, site.Catalog.Jobs));

        Assert.InRange(BytesSent(second), 1, Large - stored + (1 << 20));
        await AssertRecovers(site, point, second, source, target);
    }

    [Fact]
    public async Task BackUp_ServerStoppedMeanwhile_NextRunOfTheJobGoesOn()
    {
        await using var site = await RemoteSite.Start();
        using TempTree source = new(), target = new();
        source.Write("noise", TempTree.Content(7, Large));
        var (job, running, stored) = await RunHalf(site, source);
        job.IsInterrupted = true;
        job.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        using var second = site.Agent();
        site.ForgetMemory();
        var again = new LiveJob(site.Catalog.Jobs.ById(job.Id)!, site.Catalog.Jobs);
        var (point, _) = await site.BackUp(RemoteSite.Request(second.Server, source.Root), again);

        Assert.InRange(BytesSent(second), 1, Large - stored + (1 << 20));
        Assert.True(second.Heard.First(message => message.Backup is not null).Backup.Job.Attempt > 1);
        await AssertRecovers(site, point, second, source, target);
    }

    [Fact]
    public async Task BackUp_AgentThatIsNotThere_IsPutOffAtOnce()
    {
        await using var site = await RemoteSite.Start(new FakeTimeProvider());
        await Assert.ThrowsAsync<AgentAwayException>(() => site.BackUp(RemoteSite.Request("NOWHERE", "/x")));
    }

    [Fact]
    public async Task Cancel_OnTheServer_StopsTheAgent()
    {
        await using var site = await RemoteSite.Start();
        using var source = new TempTree();
        source.Write("noise", TempTree.Content(8, Large));
        using var agent = site.Agent();
        agent.Work.Throttle(new Throttle { OtherBytesPerSecond = 1 << 20, WorkBytesPerSecond = 1 << 20 });
        var job = site.Job(JobType.RecoveryPoint);
        var running = site.BackUp(RemoteSite.Request(agent.Server, source.Root), job);
        await Until.True(() => agent.Work.Running.Count == 1);
        job.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Until.True(() => agent.Work.Running.Count == 0); // it has stopped, said so, and been heard
        Assert.Empty(site.Engine.Points(online: false));
    }

    [Fact]
    public async Task Cancel_OnTheAgent_FailsTheJob()
    {
        await using var site = await RemoteSite.Start();
        using var source = new TempTree();
        source.Write("noise", TempTree.Content(9, Large));
        using var agent = site.Agent();
        agent.Work.Throttle(new Throttle { OtherBytesPerSecond = 1 << 20, WorkBytesPerSecond = 1 << 20 });
        var running = site.BackUp(RemoteSite.Request(agent.Server, source.Root));
        await Until.True(() => agent.Work.Running.Count == 1);
        agent.Work.Cancel(agent.Work.Running[0]);
        Assert.Equal(ErrorCode.JobCancelled, (await Assert.ThrowsAsync<HoldfastException>(() => running)).Code);
    }

    [Fact]
    public async Task BackUp_PathThatIsNotThere_FailsWithTheAgentsReason()
    {
        await using var site = await RemoteSite.Start();
        using var agent = site.Agent();
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => site.BackUp(RemoteSite.Request(agent.Server, "/there/is/nothing")));
        Assert.Equal(ErrorCode.PathNotFound, failure.Code);
    }

    /// <summary>A backup whose agent is killed when about half has been stored.</summary>
    private static async Task<(LiveJob Job, Task<(PointState Point, LiveJob Job)> Running, long Stored)> RunHalf(RemoteSite site, TempTree source)
    {
        var job = site.Job(JobType.RecoveryPoint);
        using var first = site.Agent();
        first.Work.Throttle(new Throttle { OtherBytesPerSecond = PerSecond, WorkBytesPerSecond = PerSecond });
        var running = site.BackUp(RemoteSite.Request(first.Server, source.Root), job);
        await Until.True(() => Interlocked.Read(ref job.Report.Progress.BytesStored) > Enough);
        return (job, running, Interlocked.Read(ref job.Report.Progress.BytesStored));
    }

    private static long BytesSent(TestAgent agent)
    {
        lock (agent.Said) return agent.Said.Where(message => message.Finished is not null).Max(message => message.Finished.Progress.BytesSent);
    }

    private static async Task AssertRecovers(RemoteSite site, PointState point, TestAgent agent, TempTree source, TempTree target)
    {
        await site.Recover(point, agent.Server, target.Root);
        source.AssertSame(target);
    }
}
