using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Pool;

public sealed class DiskTests
{
    [Fact]
    public async Task AddListRemove_ShowsTheEnginesDisks()
    {
        await using var server = await RunningServer.Start();
        var added = await server.Client.AddDisk(new AddDiskRequest(server.MakeSource("disk2")));
        Assert.Equal(["disk1", added.Id], (await server.Client.Disks()).Disks.Select(disk => disk.Id));
        Assert.Equal(ErrorCode.DiskRefused, await ProtectTests.Refused(server.Client.AddDisk(new AddDiskRequest("relative"))));
        Assert.Equal(ErrorCode.DiskRefused, await ProtectTests.Refused(server.Client.AddDisk(new AddDiskRequest("/nothing/there"))));
        var job = await server.Wait(server.Client.RemoveDisk(added.Id));
        Assert.Equal((JobTypes.DiskRemoval, JobStates.Succeeded), (job.Type, job.State));
        var refused = await server.Wait(server.Client.RemoveDisk("disk1"));
        Assert.Equal((JobStates.Failed, ErrorCode.DiskHoldsData), (refused.State, refused.Errors[0].Code));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.RemoveDisk("disk1", evenIfDataIsLost: true))).State);
        Assert.Empty((await server.Client.Disks()).Disks);
        Assert.Equal(ErrorCode.NoDisks, await ProtectTests.Refused(server.Client.Protect(new ProtectRequest([server.Source]))));
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.RemoveDisk("disk1")));
    }

    [Theory]
    [InlineData("missing", ErrorCode.DiskMissing, "critical")]
    [InlineData("readOnly", ErrorCode.DiskReadOnly, "critical")]
    [InlineData("full", ErrorCode.DiskFull, "warning")]
    public async Task DiskTrouble_RaisesAnAlertThatResolvesItself(string state, ErrorCode code, string severity)
    {
        await using var server = await RunningServer.Start();
        var disk = server.Pool.Disks[0];
        server.Pool.Disks[0] = disk with { State = state, Advice = "Do something." };
        var alert = Assert.Single((await server.Client.Alerts()).Alerts);
        Assert.Equal((code, severity, disk.Id, "Do something."), (alert.Code, alert.Severity, alert.Subject, alert.Remedy));
        Assert.Equal(alert.Id, Assert.Single((await server.Client.Alerts()).Alerts).Id);
        var status = await server.Client.Status();
        Assert.Equal((1, severity == "critical" ? 1 : 0), (status.OpenAlerts, status.Alerts.Critical));
        server.Pool.Disks[0] = disk;
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    [Fact]
    public async Task Collect_OnRequest_SaysWhatItDid()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Wait(server.Client.Collect(new CollectRequest()));
        Assert.Equal((JobTypes.Collection, 4), (job.Type, job.Collection!.BytesFreed));
    }
}
