using FsCheck.Xunit;
using Holdfast.Protection.Jobs;

namespace Holdfast.Protection.Tests.Jobs;

public sealed class JobBacklogTests
{
    private static readonly DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Begin_AllKinds_RecoveryThenPersonThenScheduleThenUpkeepOldestFirst()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 1));
        backlog.Add(new JobCandidate("collection", JobType.Collection, null, Origin: JobOrigin.System, Queued: noon));
        backlog.Add(Backup("scheduled", "a", JobOrigin.Schedule, minute: 1));
        backlog.Add(Backup("asked later", "b", JobOrigin.Person, minute: 3));
        backlog.Add(Backup("asked", "c", JobOrigin.Person, minute: 2));
        backlog.Add(new JobCandidate("recovery", JobType.Recovery, "d", Queued: noon.AddMinutes(9)));
        Assert.Equal(["recovery", "asked", "asked later", "scheduled", "collection"], Drain(backlog));
    }

    [Fact]
    public void Begin_SourceIsBusy_TakesAnotherAndTheRecoveryOfTheSourceIsNextOnIt()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 2, PerServer: 2));
        backlog.Add(Backup("1", "a"));
        Assert.Equal("1", backlog.Begin()?.Id);
        backlog.Add(Backup("2", "a"));
        backlog.Add(new JobCandidate("3", JobType.Recovery, "a", Queued: noon.AddMinutes(5)));
        Assert.Null(backlog.Begin());
        backlog.Add(Backup("4", "b"));
        Assert.Equal("4", backlog.Begin()?.Id);
        backlog.End("1");
        Assert.Equal("3", backlog.Begin()?.Id);
        Assert.Null(backlog.Begin());
        backlog.End("3");
        Assert.Equal("2", backlog.Begin()?.Id);
    }

    [Fact]
    public void Begin_ServerIsBusy_PassesItOver()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 9, PerServer: 2));
        for (var i = 0; i < 4; i++) backlog.Add(Backup($"a{i}", $"a{i}", server: "ALPHA", minute: i));
        backlog.Add(Backup("b", "b", server: "beta", minute: 8));
        Assert.Equal(["a0", "a1", "b"], BeginAll(backlog));
        backlog.End("a0");
        Assert.Equal(["a2"], BeginAll(backlog));
    }

    [Fact]
    public void Begin_OnlineIsFull_UploadsWaitAndRecoveriesDoNot()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 9, Online: 1));
        for (var i = 0; i < 3; i++) backlog.Add(new JobCandidate($"upload{i}", JobType.CloudBackup, $"s{i}", Online: true, Queued: noon.AddMinutes(i)));
        backlog.Add(new JobCandidate("recovery", JobType.Recovery, "s9", Online: true, Queued: noon.AddMinutes(7)));
        backlog.Add(Backup("disk only", "s8", minute: 8));
        Assert.Equal(["recovery", "upload0", "disk only"], BeginAll(backlog));
    }

    [Fact]
    public void Begin_PoolIsFull_WritersWait()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 9, Pool: 1));
        backlog.Add(Backup("1", "a"));
        backlog.Add(Backup("2", "b", minute: 1));
        backlog.Add(new JobCandidate("3", JobType.CloudBackup, "c", Online: true, Queued: noon.AddMinutes(2)));
        Assert.Equal(["1", "3"], BeginAll(backlog));
    }

    [Fact]
    public void Begin_UpkeepRuns_OtherUpkeepWaits()
    {
        var backlog = new JobBacklog(new JobLimits());
        backlog.Add(new JobCandidate("1", JobType.DiskRemoval, null, Queued: noon));
        backlog.Add(new JobCandidate("2", JobType.Collection, null, Queued: noon));
        backlog.Add(new JobCandidate("3", JobType.Verification, null, Queued: noon));
        Assert.Equal(["1"], BeginAll(backlog));
        backlog.End("1");
        Assert.Equal(["2"], BeginAll(backlog));
    }

    [Fact]
    public void Begin_RebuildIsFirst_NobodyPassesItAndItRunsAlone()
    {
        var backlog = new JobBacklog(new JobLimits());
        backlog.Add(Backup("1", "a"));
        Assert.Equal(["1"], BeginAll(backlog));
        backlog.Add(new JobCandidate("rebuild", JobType.Rebuild, null, Queued: noon.AddMinutes(1)));
        backlog.Add(Backup("2", "b", minute: 2));
        Assert.Empty(BeginAll(backlog));
        backlog.End("1");
        Assert.Equal(["rebuild"], BeginAll(backlog));
        backlog.End("rebuild");
        Assert.Equal(["2"], BeginAll(backlog));
    }

    [Fact]
    public void Begin_RecoveriesKeepComing_OthersGetTheirTurn()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 1));
        backlog.Add(Backup("backup", "a"));
        for (var i = 0; i < JobBacklog.MostRecoveriesInARow; i++)
        {
            backlog.Add(new JobCandidate($"r{i}", JobType.Recovery, "r", Queued: noon));
            Assert.Equal($"r{i}", backlog.Begin()?.Id);
            backlog.End($"r{i}");
        }
        backlog.Add(new JobCandidate("r", JobType.Recovery, "r", Queued: noon));
        Assert.Equal("backup", backlog.Begin()?.Id);
    }

    [Fact]
    public void Begin_RequestsKeepComing_TheScheduledJobGoesWhenItHasWaitedAnHourMore()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 1));
        backlog.Add(Backup("scheduled", "s", JobOrigin.Schedule));
        var begun = new List<string>();
        for (var minute = 0; minute < 90; minute++)
        {
            backlog.Add(Backup($"{minute:d2}", "p", minute: minute));
            var id = backlog.Begin()!.Id;
            begun.Add(id);
            backlog.End(id);
        }
        Assert.Equal(61, begun.IndexOf("scheduled"));
    }

    [Fact]
    public void Begin_FirstInLineNeedsTwoScarcePlaces_GetsThemThoughOthersKeepComing()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 8, PerServer: 1, Online: 1));
        // Whenever the server is free the vault is taken by another, and the other way round.
        backlog.Add(new JobCandidate("other", JobType.CloudBackup, "o", "beta", Online: true, Queued: noon.AddDays(-1)));
        Assert.Equal("other", backlog.Begin()!.Id);
        backlog.Add(new JobCandidate("starving", JobType.CloudBackup, "s", "alpha", Online: true, Queued: noon));
        var (online, onServer) = ("other", (string?)null);
        for (var i = 1; i < 1000; i++)
        {
            backlog.Add(Backup($"server{i}", "x" + i, server: "alpha", minute: i));
            if (onServer is not null)
            {
                backlog.End(onServer);
                onServer = null;
            }
            foreach (var id in BeginAll(backlog)) onServer = id;
            backlog.Add(new JobCandidate($"online{i}", JobType.CloudBackup, "y" + i, "beta", Online: true, Queued: noon.AddMinutes(i)));
            backlog.End(online);
            var begun = BeginAll(backlog);
            if (begun.Contains("starving")) return;
            online = begun.Single();
        }
        Assert.Fail("The job starved.");
    }

    [Fact]
    public void Remove_WaitingJob_LetsTheNextOfItsSourceMoveUp()
    {
        var backlog = new JobBacklog(new JobLimits());
        backlog.Add(Backup("1", "a"));
        backlog.Add(Backup("2", "a", minute: 1));
        Assert.True(backlog.Remove("1"));
        Assert.False(backlog.Remove("1"));
        Assert.Equal(["2"], BeginAll(backlog));
        Assert.False(backlog.Remove("2"));
        Assert.Equal((0, 1), (backlog.Waiting, backlog.Running));
    }

    [Fact]
    public void Begin_TensOfThousandsWait_AllRunInOrder()
    {
        var backlog = new JobBacklog(new JobLimits(Total: 1));
        for (var i = 0; i < 50_000; i++) backlog.Add(Backup($"{i:d5}", $"s{i % 10_000}", server: $"server{i % 1000}", minute: i));
        var order = Drain(backlog);
        Assert.Equal(50_000, order.Count);
        Assert.Equal(order.Order(StringComparer.Ordinal), order);
    }

    [Property]
    public bool Begin_AnyJobs_AllGetTheirTurnWithinTheLimits((byte Type, byte Source, byte Origin, bool Online, bool Ends)[] jobs)
    {
        var limits = new JobLimits(Total: 3, PerServer: 2, Online: 1, Pool: 2);
        var backlog = new JobBacklog(limits);
        var types = Enum.GetValues<JobType>();
        var running = new List<JobCandidate>();
        var begun = 0;
        for (var i = 0; i < jobs.Length; i++)
        {
            var (type, source, origin, online, ends) = jobs[i];
            backlog.Add(new JobCandidate(
                $"{i:d5}", types[type % types.Length], source % 5 == 0 ? null : $"s{source % 5}", source % 5 == 0 ? null : $"server{source % 2}", (JobOrigin)(origin % 3), online,
                noon.AddMinutes(i)));
            if (!Fill() || !AreAllowed(running, limits)) return false;
            if (ends && running.Count > 0) End(0);
        }
        while (begun < jobs.Length || running.Count > 0)
        {
            if (!Fill() || running.Count == 0 || !AreAllowed(running, limits)) return false;
            End(running.Count / 2);
        }
        return begun == jobs.Length && (backlog.Waiting, backlog.Running) == (0, 0);

        bool Fill()
        {
            while (backlog.Begin() is { } next)
            {
                running.Add(next);
                begun++;
            }
            return backlog.Running == running.Count;
        }

        void End(int index)
        {
            backlog.End(running[index].Id);
            running.RemoveAt(index);
        }
    }

    private static bool AreAllowed(List<JobCandidate> running, JobLimits limits)
    {
        static bool IsUpkeep(JobCandidate job) => job.Type is JobType.Collection or JobType.DiskRemoval or JobType.Verification;
        static bool IsBackup(JobCandidate job) => JobLifecycle.IsResumable(job.Type) && job.Type != JobType.CloudBackup;
        return running.Count <= limits.Total
            && (running.Count == 1 || running.All(job => job.Type != JobType.Rebuild))
            && running.Count(IsUpkeep) <= 1
            && running.Where(job => job.SourceId is not null && !IsUpkeep(job)).GroupBy(job => job.SourceId).All(source => source.Count() == 1)
            && running.Where(job => job.Server is not null).GroupBy(job => job.Server).All(server => server.Count() <= limits.PerServer)
            && running.Count(job => job.Online && job.Type is not (JobType.Recovery or JobType.Rebuild)) <= limits.Online
            && running.Count(job => IsBackup(job) || job.Type == JobType.DiskRemoval || (job.Type == JobType.Collection && !job.Online)) <= limits.Pool;
    }

    private static JobCandidate Backup(string id, string source, JobOrigin origin = JobOrigin.Person, string? server = null, int minute = 0) =>
        new(id, JobType.RecoveryPoint, source, server, origin, Queued: noon.AddMinutes(minute));

    private static List<string> BeginAll(JobBacklog backlog)
    {
        var begun = new List<string>();
        while (backlog.Begin() is { } next) begun.Add(next.Id);
        return begun;
    }

    private static List<string> Drain(JobBacklog backlog)
    {
        var begun = new List<string>();
        while (backlog.Begin() is { } next)
        {
            begun.Add(next.Id);
            backlog.End(next.Id);
        }
        return begun;
    }
}
