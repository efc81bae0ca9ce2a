using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;
using Holdfast.Server.Tests.Scheduling;

namespace Holdfast.Server.Tests.Groups;

public sealed class LifecycleTests
{
    [Theory]
    [InlineData(false, null, 1, 1)]
    [InlineData(true, "disk", 0, 1)]
    [InlineData(true, "online", 1, 0)]
    [InlineData(true, null, 0, 0)]
    public async Task Stop_DataKeptOrDeletedByPlace_LeavesTheRestAsInactiveProtection(bool delete, string? place, int onDisk, int inVault)
    {
        await using var server = await RunningServer.Start();
        await server.Protect(online: true);
        await server.Client.StopProtection("Default", new StopProtectionRequest(delete, Place: place));
        Assert.Equal((onDisk, inVault), (server.Pool.Disk.Count, server.Pool.Vault.Count));
        var inactive = (await server.Client.Sources(inactive: true)).Sources;
        if (onDisk + inVault == 0)
        {
            Assert.Empty((await server.Client.Sources()).Sources);
            return;
        }
        Assert.Equal(("stopped", onDisk, inVault), (Assert.Single(inactive).Protection, inactive[0].RecoveryPoints, inactive[0].OnlineRecoveryPoints));
        Assert.All((await server.Client.RecoveryPoints()).RecoveryPoints, point => Assert.Equal("protection has been stopped", point.KeptBecause));

        await server.Client.Policies.DeleteInactive(new DeleteInactiveRequest("source"));
        Assert.Equal((0, 0), (server.Pool.Disk.Count, server.Pool.Vault.Count));
        Assert.Empty((await server.Client.Sources()).Sources);
    }

    [Fact]
    public async Task DeleteInactive_OfActiveProtection_IsRefused()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        Assert.Equal(ErrorCode.ProtectionActive, await ProtectTests.Refused(server.Client.Policies.DeleteInactive(new DeleteInactiveRequest("source"))));
        Assert.Single(server.Pool.Disk);
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.StopProtection("Default", new StopProtectionRequest(true, Place: "tape"))));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.StopProtection("Default", new StopProtectionRequest(false, Place: "disk"))));
        Assert.Equal("protected", (await server.Client.Source("source")).Protection);
    }

    [Fact]
    public async Task ProtectAgain_KeepsPointsAndComparesEverythingFirst()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        Assert.False(server.Engine.Backups[^1].ReadEverything);
        await server.Client.StopProtection("Default", new StopProtectionRequest(false));
        await server.Protect(group: "Again");
        Assert.True(server.Engine.Backups[^1] is { ReadEverything: true, IsRecoveryPoint: true });
        Assert.Equal(2, (await server.Client.RecoveryPoints()).RecoveryPoints.Count);
        Assert.Equal("Again", (await server.Client.Source("source")).Group);
        await server.Protect();
        Assert.False(server.Engine.Backups[^1].ReadEverything);
    }

    [Fact]
    public async Task ManualReplica_WaitsForItsSeedAndIsThenCompared()
    {
        await using var server = await RunningServer.Start();
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(ReplicaCreation: new ReplicaInfo("manual"))));
        Assert.Empty((await server.Client.Protect(new ProtectRequest([server.Source], Group: "G"))).Jobs);
        Assert.Equal("replicaManualPending", (await server.Client.Source("source")).ReplicaState);
        Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ReplicaManualPending);
        Assert.Equal(ErrorCode.PathNotFound, await ProtectTests.Refused(server.Client.Policies.Seed(new SeedRequest("source", server.Folder + "/nowhere"))));
        Assert.Equal(ErrorCode.PathRefused, await ProtectTests.Refused(server.Client.Policies.Seed(new SeedRequest("source", server.Data))));

        var copy = server.MakeSource("copy");
        var job = await server.Wait(server.Client.Policies.Seed(new SeedRequest("source", copy)));
        Assert.Equal((JobTypes.ReplicaCreation, JobStates.Succeeded), (job.Type, job.State));
        var (seed, check) = (server.Engine.Backups[^2], server.Engine.Backups[^1]);
        Assert.Equal((copy, server.Source, false), (seed.ReadFrom, seed.Path, seed.IsRecoveryPoint));
        Assert.True(check is { ReadFrom: null, IsRecoveryPoint: true, ReadEverything: true } && check.SourceId == seed.SourceId);
        Assert.Equal(("ok", 1), ((await server.Client.Source("source")).ReplicaState, (await server.Client.RecoveryPoints()).RecoveryPoints.Count));
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ReplicaManualPending);
        Assert.Equal(ErrorCode.SeedRefused, await ProtectTests.Refused(server.Client.Policies.Seed(new SeedRequest("source", copy))));
    }

    [Fact]
    public async Task AutoProtection_NewFolders_JoinByThemselvesAndStoppedOnesStayOut()
    {
        await using var server = await RunningServer.Start();
        var container = server.MakeSource("container");
        Directory.CreateDirectory(Path.Combine(container, "one"));
        Directory.CreateSymbolicLink(Path.Combine(container, "link"), server.Source);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(AutoProtect: [new AutoProtectionInfo(container)])));
        await server.Client.Policies.Discover("G");
        await server.Idle();
        Assert.Equal("one", Assert.Single((await server.Client.Group("G")).Sources).Name);
        Assert.Equal(1, (await server.Client.Source("one")).RecoveryPoints);

        Directory.CreateDirectory(Path.Combine(container, "two"));
        await server.Client.StopProtection("G", new StopProtectionRequest(false, "one"));
        Assert.Equal("two", Assert.Single((await server.Client.Policies.Discover("G")).Sources).Name);
        Directory.Delete(container, recursive: true);
        await server.Client.Policies.Discover("G");
        Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.AutoProtectionFailed);
        Directory.CreateDirectory(container);
        await server.Client.Policies.Discover("G");
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.AutoProtectionFailed);
    }
}
