using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Jobs;

public sealed class JobTests
{
    [Fact]
    public async Task Job_ItemsFail_SucceedsWithWarningsAndNamesThem()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnBackup = (request, report, _) =>
        {
            report.Item(ErrorCode.ItemVanished, "gone", "c", failed: false);
            report.Item(ErrorCode.ItemUnreadable, "permission denied", "b", failed: true);
            return server.Engine.MakePoint(request, report);
        };
        var job = await server.Protect();
        Assert.Equal((JobStates.SucceededWithWarnings, 1), (job.State, job.ItemsFailed));
        Assert.Equal([(ErrorCode.ItemUnreadable, "b"), (ErrorCode.ItemVanished, "c")], job.Errors.Select(error => (error.Code, error.Item!)));
        Assert.NotEmpty(job.Errors[0].Remedy);
    }

    [Fact]
    public async Task Job_ManyItemsFail_CountsAllAndKeepsAThousand()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnBackup = (request, report, _) =>
        {
            for (var i = 0; i < 1500; i++) report.Item(ErrorCode.ItemUnreadable, "permission denied", $"file{i}", failed: true);
            return server.Engine.MakePoint(request, report);
        };
        var job = await server.Protect();
        Assert.Equal((1500, 1000), (job.ItemsFailed, job.Errors.Count));
    }

    [Fact]
    public async Task Job_Fails_RaisesAlertThatTheNextSuccessResolves()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.ReplicaOutOfSpace, "The pool is full.", "Add a disk now.");
        var failed = await server.Protect();
        var error = Assert.Single(failed.Errors);
        Assert.Equal((JobStates.Failed, ErrorCode.ReplicaOutOfSpace, "The pool is full.", "Add a disk now."), (failed.State, error.Code, error.Message, error.Remedy));
        Assert.Equal("inconsistent", (await server.Client.Source("source")).ReplicaState);
        var alert = Assert.Single((await server.Client.Alerts()).Alerts);
        Assert.Equal((ErrorCode.ReplicaInconsistent, "critical", "active"), (alert.Code, alert.Severity, alert.State));
        Assert.Equal(1, (await server.Client.Status()).OpenAlerts);

        server.Engine.OnBackup = null;
        await server.Protect();
        Assert.Equal("ok", (await server.Client.Source("source")).ReplicaState);
        Assert.Empty((await server.Client.Alerts()).Alerts);
        Assert.Equal("resolved", Assert.Single((await server.Client.Alerts(includeResolved: true)).Alerts, alert => alert.Code == ErrorCode.ReplicaInconsistent).State);
    }

    [Fact]
    public async Task Job_UnexpectedException_IsError104()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnBackup = (_, _, _) => throw new InvalidOperationException("boom");
        var job = await server.Protect();
        Assert.Equal((JobStates.Failed, ErrorCode.UnexpectedError), (job.State, job.Errors[0].Code));
    }

    [Fact]
    public async Task LongPoll_JobEnds_ReturnsAtOnceAndShowsProgressBefore()
    {
        await using var server = await RunningServer.Start();
        using var goOn = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Engine.OnBackup = (request, report, _) =>
        {
            report.Progress.ItemsTotal = 7;
            report.Progress.Items = 2;
            begun.TrySetResult();
            goOn.Wait(RunningServer.Deadline());
            return server.Engine.MakePoint(request, report);
        };
        var queued = Assert.Single((await server.Client.Protect(new ProtectRequest([server.Source]))).Jobs);
        await begun.Task.WaitAsync(RunningServer.Deadline());
        var running = await server.Client.Job(queued.Id, TimeSpan.FromMilliseconds(50));
        Assert.Equal((JobStates.Running, "backup", 7), (running.State, running.Phase, running.ItemsTotal));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var ended = server.Client.Job(queued.Id, TimeSpan.FromSeconds(25));
        goOn.Set();
        Assert.Equal(JobStates.Succeeded, (await ended).State);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Jobs_TwoOnOneSource_RunOneAfterTheOther()
    {
        await using var server = await RunningServer.Start();
        int now = 0, most = 0;
        server.Engine.OnBackup = (request, report, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            Thread.Sleep(50);
            Interlocked.Decrement(ref now);
            return server.Engine.MakePoint(request, report);
        };
        var jobs = new List<JobInfo>();
        for (var i = 0; i < 3; i++) jobs.AddRange((await server.Client.Protect(new ProtectRequest([server.Source]))).Jobs);
        foreach (var job in jobs) Assert.Equal(JobStates.Succeeded, (await server.Wait(job)).State);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Jobs_OnManySources_RunTwoAtATime()
    {
        await using var server = await RunningServer.Start();
        int now = 0, most = 0;
        server.Engine.OnBackup = (request, report, _) =>
        {
            lock (server) most = Math.Max(most, ++now);
            SpinWait.SpinUntil(() => Volatile.Read(ref most) > 1, TimeSpan.FromSeconds(20)); // the second of two may be slow to begin
            Thread.Sleep(50);
            lock (server) now--;
            return server.Engine.MakePoint(request, report);
        };
        var paths = Enumerable.Range(0, 5).Select(i => server.MakeSource($"s{i}")).ToList();
        foreach (var job in (await server.Client.Protect(new ProtectRequest(paths))).Jobs) await server.Wait(job);
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Cancel_RunningAndQueued_AreCancelledAndNothingElse()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnBackup = (_, _, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        };
        var running = Assert.Single((await server.Client.Protect(new ProtectRequest([server.Source]))).Jobs);
        var queued = Assert.Single((await server.Client.Protect(new ProtectRequest([server.Source]))).Jobs);
        while (server.Engine.Backups.Count == 0) await Task.Delay(5);
        Assert.Equal(JobStates.Cancelled, (await server.Client.CancelJob(queued.Id)).State);
        await server.Client.CancelJob(running.Id);
        var ended = await server.Wait(running);
        Assert.Equal((JobStates.Cancelled, ErrorCode.JobCancelled), (ended.State, ended.Errors[0].Code));
        Assert.Equal(ErrorCode.BadJobTransition, await ProtectTests.Refused(server.Client.CancelJob(running.Id)));
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.CancelJob("nothing")));
        Assert.Empty((await server.Client.Alerts()).Alerts);
        Assert.Empty((await server.Client.RecoveryPoints()).RecoveryPoints);

        server.Engine.OnBackup = null;
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.RerunJob(running.Id))).State);
    }

    [Fact]
    public async Task List_Filters_ByStateTypeAndSource()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var other = await server.Protect(path: server.MakeSource("other"));
        await server.Wait(server.Client.Verify(new VerifyRequest()));
        Assert.Equal(3, (await server.Client.Jobs()).Jobs.Count);
        Assert.Equal(JobTypes.Verification, (await server.Client.Jobs(limit: 1)).Jobs.Single().Type);
        Assert.Equal(2, (await server.Client.Jobs(type: JobTypes.ReplicaCreation)).Jobs.Count);
        Assert.Equal(other.Id, (await server.Client.Jobs(source: "other")).Jobs.Single().Id);
        Assert.Empty((await server.Client.Jobs(state: JobStates.Failed)).Jobs);
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Jobs(state: "nonsense")));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Jobs(limit: 0)));
    }

    [Fact]
    public async Task List_ManyJobs_PagesWithoutGapsOrRepeats()
    {
        await using var server = await RunningServer.Start();
        var paths = Enumerable.Range(0, 7).Select(i => server.MakeSource($"s{i}")).ToList();
        foreach (var job in (await server.Client.Protect(new ProtectRequest(paths))).Jobs) await server.Wait(job);
        var all = (await server.Client.Jobs()).Jobs.Select(job => job.Id).ToList();
        var paged = new List<string>();
        string? before = null;
        do
        {
            var page = await server.Client.Jobs(new JobQuery(Limit: 3, Before: before));
            Assert.InRange(page.Jobs.Count, 1, 3);
            paged.AddRange(page.Jobs.Select(job => job.Id));
            before = page.Next;
        }
        while (before is not null);
        Assert.Equal(7, all.Count);
        Assert.Equal(all, paged);
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Jobs(new JobQuery(Before: "nothing"))));
    }

    [Fact]
    public async Task List_Searched_ByServerGroupTextAndTime()
    {
        await using var server = await RunningServer.Start();
        var first = await server.Protect(group: "Accounting");
        server.Engine.OnBackup = (request, report, _) =>
        {
            report.Item(ErrorCode.ItemUnreadable, "100% of it is gone", "Report_1.txt", failed: true);
            return server.Engine.MakePoint(request, report);
        };
        var second = await server.Protect(path: server.MakeSource("Payroll"));
        Assert.Equal([second.Id, first.Id], await Found(new JobQuery(Server: Environment.MachineName)));
        Assert.Empty(await Found(new JobQuery(Server: "elsewhere")));
        Assert.Equal([first.Id], await Found(new JobQuery(Group: "accounting")));
        Assert.Equal([second.Id], await Found(new JobQuery(Text: "payROLL")));
        Assert.Equal([second.Id], await Found(new JobQuery(Text: "report_1")));
        Assert.Equal([second.Id], await Found(new JobQuery(Text: "100% of")));
        Assert.Empty(await Found(new JobQuery(Text: "report%1")));
        Assert.Equal([second.Id], await Found(new JobQuery(From: second.Created)));
        Assert.Equal([first.Id], await Found(new JobQuery(To: second.Created.AddTicks(-1))));
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Jobs(new JobQuery(Group: "none"))));

        async Task<IEnumerable<string>> Found(JobQuery query) => (await server.Client.Jobs(query)).Jobs.Select(job => job.Id);
    }

    [Fact]
    public async Task Stop_WhileABackupUploads_TheNextStartDoesTheRestOfTheSameJob()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnPush = (_, _, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        };
        var job = Assert.Single((await server.Client.Protect(new ProtectRequest([server.Source], Online: true))).Jobs);
        while ((await server.Client.Job(job.Id)).Phase != "vault") await Task.Delay(5);
        await server.Restart();
        var after = await server.Wait(job);
        Assert.Equal((JobStates.Succeeded, 2), (after.State, after.Attempt));
        Assert.Empty(server.Engine.Backups);
        Assert.Equal(after.RecoveryPoint, Assert.Single((await server.Client.RecoveryPoints(online: true)).RecoveryPoints).Id);
    }

    [Fact]
    public async Task Stop_WhileARecoveryRuns_FailsItAsInterrupted()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        using var begun = new ManualResetEventSlim();
        server.Engine.OnRecover = (_, _, cancellation) =>
        {
            begun.Set();
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        };
        var job = await server.Client.Recover(new RecoverRequest(server.Source, To: server.MakeSource("target")));
        begun.Wait(RunningServer.Deadline());
        await server.Restart();
        var after = await server.Client.Job(job.Id);
        Assert.Equal((JobStates.Failed, ErrorCode.JobInterrupted), (after.State, after.Errors.Single().Code));
        Assert.Empty(server.Engine.Recoveries);
    }

    [Fact]
    public async Task Stop_SomeoneWaitsForAJobThatStaysQueued_IsNotHeldUpAndTheJobRunsNextTime()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnBackup = (_, _, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        };
        await server.Client.Protect(new ProtectRequest([server.Source]));
        var queued = Assert.Single((await server.Client.Protect(new ProtectRequest([server.Source]))).Jobs);
        using var waiting = new HoldfastClient(new Uri(server.Address.Url), server.Token);
        // Over a connection that stands already, and before what is asked after it: the server has it when it is told to stop.
        await waiting.Status();
        var wait = waiting.Job(queued.Id, TimeSpan.FromSeconds(25));
        for (var later = 0; later < 5; later++) await server.Client.Status();
        await server.Restart();
        Assert.Equal(JobStates.Queued, (await wait).State);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(await server.Client.Job(queued.Id))).State);
    }

    [Fact]
    public async Task Start_ABackupRanWhenTheServerWasKilled_RunsAgain()
    {
        await using var server = await RunningServer.Start();
        var done = await server.Protect();
        await server.Stop();
        KilledCatalog.MarkRunning(server.Data, done.Id, online: false, withoutPoint: true);
        await server.Launch();
        var after = await server.Wait(done);
        Assert.Equal((JobStates.Succeeded, 2), (after.State, after.Attempt));
        Assert.Single(server.Engine.Backups);
        Assert.NotEqual(done.RecoveryPoint, after.RecoveryPoint);
    }

    [Fact]
    public async Task Start_ABackupHasBegunThreeTimesWithoutAnEnd_FailsAsInterruptedAndItsPointIsUploaded()
    {
        await using var server = await RunningServer.Start();
        var done = await server.Protect();
        await server.Stop();
        KilledCatalog.MarkRunning(server.Data, done.Id, online: true, attempt: 3);
        await server.Launch();
        var after = await server.Client.Job(done.Id);
        Assert.Equal((JobStates.Failed, ErrorCode.JobInterrupted), (after.State, after.Errors.Single().Code));
        Assert.Contains("3 times", after.Errors[0].Message, StringComparison.Ordinal);
        // Its point was on disk and should have gone to the vault: an upload job does the rest.
        var upload = Assert.Single((await server.Client.Jobs(type: JobTypes.CloudBackup)).Jobs);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(upload)).State);
        Assert.Single((await server.Client.RecoveryPoints(online: true)).RecoveryPoints);
    }

    [Fact]
    public async Task Start_UploadWasRunningWhenTheServerWasKilled_IsQueuedAgain()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnPush = (_, _, _) => throw new HoldfastException(ErrorCode.ServiceUnreachable, "no route");
        var failed = await server.Protect(online: true);
        var upload = await server.Wait(server.Client.RerunJob(failed.Id));
        Assert.Equal(JobStates.Failed, upload.State);
        await server.Stop();
        KilledCatalog.MarkRunning(server.Data, upload.Id, online: true);
        await server.Launch();
        Assert.Equal(JobStates.Succeeded, (await server.Wait(await server.Client.Job(upload.Id))).State);
    }
}
