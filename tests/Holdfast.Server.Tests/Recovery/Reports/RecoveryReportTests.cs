using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Tests.Accounts;
using Holdfast.Server.Tests.Protect;
using RecoverRequest = Holdfast.Contracts.Api.RecoverRequest;

namespace Holdfast.Server.Tests.Recovery.Reports;

public sealed class RecoveryReportTests
{
    [Fact]
    public async Task Report_NamesWhatFailed_AndRetryTriesExactlyThese()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        server.Engine.OnRecover = (_, report, _) =>
        {
            (report.Progress.Items, report.Progress.BytesRead, report.Progress.ItemsFailed) = (7, 700, 2);
            report.Item(ErrorCode.RecoveryItemFailed, "10 bytes at offset 0 are missing.", "docs/<b>x</b>", failed: true);
            report.Item(ErrorCode.RecoveryItemFailed, "10 bytes at offset 90 are missing.", "docs/<b>x</b>", failed: true);
            report.Item(ErrorCode.RecoveryItemPartial, "An attribute could not be set.", "docs/y", failed: false);
            report.Item(ErrorCode.RecoveryItemRefused, "It leads outside.", @"a\xff", failed: true);
        };
        var target = server.MakeSource("target");
        var job = await server.Wait(server.Client.Recover(new RecoverRequest("source", To: target, Existing: "overwrite", Security: "destination")));
        Assert.Equal(JobStates.SucceededWithWarnings, job.State);

        var report = await server.Client.Recovery.Report(job.Id);
        Assert.Equal((job.Id, job.RecoveryPoint, target, "overwrite", "destination"), (report.Job, report.RecoveryPoint, report.Target, report.Existing, report.Security));
        Assert.Equal((7L, 700L, true, null), (report.Items, report.Bytes, report.CanRetry, report.RetryOf));
        Assert.Equal(["docs/<b>x</b>", @"a\xff"], report.Failed.Select(failure => failure.Path));
        Assert.Equal((ErrorCode.RecoveryItemFailed, "10 bytes at offset 0 are missing. 10 bytes at offset 90 are missing."), (report.Failed[0].Code, report.Failed[0].Error));
        Assert.NotEqual("", report.Failed[0].Remedy);

        server.Engine.OnRecover = null;
        var retry = await server.Wait(server.Client.Recovery.Retry(job.Id));
        Assert.Equal(JobStates.Succeeded, retry.State);
        var request = server.Engine.Recoveries[^1];
        Assert.Equal(["docs/<b>x</b>", @"a\xff"], request.Items.Select(item => ItemPath.ToDisplay(item)));
        Assert.Equal((target, new PointRef(job.RecoveryPoint!, false)), (request.Directory, request.Point));
        var again = await server.Client.Recovery.Report(retry.Id);
        Assert.Equal((job.Id, false), (again.RetryOf, again.CanRetry));
        Assert.Equal(ErrorCode.RetryNotPossible, await ProtectTests.Refused(server.Client.Recovery.Retry(retry.Id)));
    }

    [Fact]
    public async Task Retry_WhereNotAllIsKnownByName_IsRefused()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        server.Engine.OnRecover = (_, report, _) =>
        {
            for (var i = 0; i < 1001; i++) report.Item(ErrorCode.RecoveryItemFailed, "gone", $"file-{i}", failed: true);
        };
        var job = await server.Wait(server.Client.Recover(new RecoverRequest("source", To: server.MakeSource("target"))));
        var report = await server.Client.Recovery.Report(job.Id);
        Assert.Equal((1000, 1001L, false), (report.Failed.Count, report.ItemsFailed, report.CanRetry));
        Assert.Equal(ErrorCode.RetryNotPossible, await ProtectTests.Refused(server.Client.Recovery.Retry(job.Id)));
    }

    [Fact]
    public async Task Report_OfAJobThatFailedAsAWhole_SaysWhy()
    {
        await using var server = await RunningServer.Start();
        var backup = await server.Protect();
        server.Engine.OnRecover = (_, _, _) => throw new HoldfastException(ErrorCode.TargetOutOfSpace, "The target is full.");
        var job = await server.Wait(server.Client.Recover(new RecoverRequest("source", To: server.MakeSource("target"))));
        var report = await server.Client.Recovery.Report(job.Id);
        Assert.Equal((JobStates.Failed, ErrorCode.TargetOutOfSpace, false), (report.State, report.JobError?.Code, report.CanRetry));
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Recovery.Report(backup.Id)));
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Recovery.Report("nothing")));
    }

    [Fact]
    public async Task LimitedAccount_SeesReportsOfItsDatasourcesAlone()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        await server.Protect(group: "Mine");
        await server.Protect(path: server.MakeSource("elsewhere"), group: "Other");
        server.Engine.OnRecover = (_, report, _) => report.Item(ErrorCode.RecoveryItemFailed, "gone", "secret", failed: true);
        var mine = await server.Wait(server.Client.Recover(new RecoverRequest("source", To: server.MakeSource("target"))));
        var other = await server.Wait(server.Client.Recover(new RecoverRequest("elsewhere", To: server.MakeSource("target"))));
        using var recovers = await server.Account("recovers", RoleNames.RecoveryOperator, groups: ["Mine"]);
        using var reads = await server.Account("reads", RoleNames.Reader);
        Assert.Equal("secret", Assert.Single((await recovers.Recovery.Report(mine.Id)).Failed).Path);
        Assert.Equal(ErrorCode.NotFound, await TestAccounts.Refused(recovers.Recovery.Report(other.Id)));
        Assert.Equal(ErrorCode.NotFound, await TestAccounts.Refused(recovers.Recovery.Retry(other.Id)));
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reads.Recovery.Report(mine.Id)));
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reads.Recovery.Retry(mine.Id)));
        var recoveries = server.Engine.Recoveries.Count;
        await server.Wait(recovers.Recovery.Retry(mine.Id));
        Assert.Equal(recoveries + 1, server.Engine.Recoveries.Count);
    }
}
