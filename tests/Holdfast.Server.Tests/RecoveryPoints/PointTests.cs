using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.RecoveryPoints;

public sealed class PointTests
{
    [Fact]
    public async Task Create_ByGroup_MakesAPointOfEachMember()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        await server.Protect(path: server.MakeSource("other"));
        var jobs = (await server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Group: "Default", ExpressFull: true))).Jobs;
        foreach (var job in jobs) Assert.Equal((JobTypes.RecoveryPoint, JobStates.Succeeded), (job.Type, (await server.Wait(job)).State));
        Assert.Equal(4, (await server.Client.RecoveryPoints()).RecoveryPoints.Count);
        Assert.Equal(2, (await server.Client.RecoveryPoints("other")).RecoveryPoints.Count);
        Assert.Empty((await server.Client.RecoveryPoints(online: true)).RecoveryPoints);
    }

    [Fact]
    public async Task Create_OfAnOnlineSource_GoesToTheVaultUnlessSaidOtherwise()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(online: true);
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source: "source")));
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source: "source", Online: false)));
        var points = (await server.Client.RecoveryPoints()).RecoveryPoints;
        Assert.Equal([true, true, false], points.Select(point => point.Online));
        Assert.All(points, point => Assert.Equal(point.Created.AddDays(14), point.Expires));
    }

    [Fact]
    public async Task Delete_DiskCopyThenVaultCopy_CollectsEachTime()
    {
        await using var server = await RunningServer.Start();
        var id = (await server.Protect(online: true)).RecoveryPoint!;
        await server.Client.DeleteRecoveryPoint(id);
        Assert.True(await server.Client.RecoveryPoint(id) is { Disk: false, Online: true });
        Assert.Empty(server.Pool.Disk);
        Assert.Single(server.Pool.Vault);
        await server.Client.DeleteRecoveryPoint(id);
        Assert.Empty(server.Pool.Vault);
        Assert.Equal(ErrorCode.NoRecoveryPoint, await ProtectTests.Refused(server.Client.RecoveryPoint(id)));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await ProtectTests.Refused(server.Client.DeleteRecoveryPoint(id)));
        foreach (var job in (await server.Client.Jobs(type: JobTypes.Collection)).Jobs)
            Assert.Equal(new CollectionResult(1, 2, 3, 4, 5), (await server.Wait(job)).Collection);
        Assert.Equal(2, server.Engine.Collections);
    }

    [Fact]
    public async Task Delete_PointInUse_IsRefused()
    {
        await using var server = await RunningServer.Start();
        using var goOn = new ManualResetEventSlim();
        var id = (await server.Protect()).RecoveryPoint!;
        server.Engine.OnRecover = (_, _, _) => goOn.Wait(RunningServer.Deadline());
        var job = await server.Client.Recover(new RecoverRequest("source", To: server.MakeSource("target")));
        Assert.Equal(ErrorCode.Conflict, await ProtectTests.Refused(server.Client.DeleteRecoveryPoint(id)));
        goOn.Set();
        await server.Wait(job);
        await server.Client.DeleteRecoveryPoint(id);
    }

    [Fact]
    public async Task Expiry_TimePasses_TakesOldPointsAndNeverTheNewest()
    {
        var time = new SteppedClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await RunningServer.Start(time);
        var first = await server.Protect(online: true);
        Advance(time, days: 10);
        var second = await server.Protect();
        Advance(time, days: 5);
        await Until(async () => !(await server.Client.RecoveryPoint(first.RecoveryPoint!)).Disk);
        Assert.Equal([first.RecoveryPoint, second.RecoveryPoint], (await server.Client.RecoveryPoints()).RecoveryPoints.Select(point => point.Id));
        Assert.True(await server.Client.RecoveryPoint(first.RecoveryPoint!) is { Disk: false, Online: true });
        Advance(time, days: 30);
        await Until(async () => (await server.Client.RecoveryPoints()).RecoveryPoints.Count == 1);
        var point = Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints);
        Assert.True(point is { Disk: true, Online: true } && point.Id == second.RecoveryPoint);
    }

    [Fact]
    public async Task Expiry_ClockJumps_WaitsUntilTheAlertIsResolved()
    {
        var time = new SteppedClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        await server.Protect();
        time.Advance(TimeSpan.FromDays(400));
        await Until(async () => (await server.Client.Alerts()).Alerts.Count > 0);
        Assert.False(server.Ended.IsCompleted, server.Ended.Exception?.ToString());
        Assert.Equal(2, (await server.Client.RecoveryPoints()).RecoveryPoints.Count);
        var alert = Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ClockJump);
        Assert.Equal("resolved", (await server.Client.ResolveAlert(alert.Id)).State);
        time.Advance(TimeSpan.FromHours(1));
        await Until(async () => (await server.Client.RecoveryPoints()).RecoveryPoints.Count < 2);
        Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints);
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    /// <summary>What the clock makes due may run on a thread of the server's that was just setting a timer.</summary>
    private static async Task Until(Func<Task<bool>> reached)
    {
        var deadline = RunningServer.Deadline();
        while (!await reached()) await Task.Delay(5, deadline);
    }

    private static void Advance(SteppedClock time, int days)
    {
        for (var i = 0; i < days * 2; i++) time.Advance(TimeSpan.FromHours(12));
    }
}
