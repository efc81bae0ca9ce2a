using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Groups;

public sealed class GroupTests
{
    [Fact]
    public async Task CreateModifyDelete_KeepsTheRules()
    {
        await using var server = await RunningServer.Start();
        var made = await server.Client.CreateGroup(new CreateGroupRequest("Files", 30, Online: true, OnlineRetentionDays: 365));
        Assert.Equal(("Files", 30, true, 365), (made.Name, made.RetentionDays, made.Online, made.OnlineRetentionDays));
        Assert.Equal(ErrorCode.GroupNameExists, await ProtectTests.Refused(server.Client.CreateGroup(new CreateGroupRequest("FILES"))));
        Assert.Equal(ErrorCode.BadGroupName, await ProtectTests.Refused(server.Client.CreateGroup(new CreateGroupRequest("1|2"))));
        Assert.Equal(ErrorCode.BadRetention, await ProtectTests.Refused(server.Client.CreateGroup(new CreateGroupRequest("Other", 0))));
        var changed = await server.Client.ModifyGroup("files", new ModifyGroupRequest("Documents and more", RetentionDays: 448, Online: false));
        Assert.Equal((made.Id, "Documents and more", 448, false, 365), (changed.Id, changed.Name, changed.RetentionDays, changed.Online, changed.OnlineRetentionDays));
        Assert.Equal(made.Id, (await server.Client.Group("documents AND more")).Id);
        Assert.True((await server.Client.DeleteGroup(made.Id)).Done);
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Group("Files")));
    }

    [Fact]
    public async Task Modify_Exclusions_ReachTheMembers()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var group = await server.Client.ModifyGroup("Default", new ModifyGroupRequest(Exclude: ["cache/"], ExcludeExtensions: [".tmp"]));
        Assert.Equal(["cache/", ".tmp"], group.Sources[0].Exclude.Concat(group.Sources[0].ExcludeExtensions));
        await server.Protect();
        Assert.Equal(["cache/"], server.Engine.Backups[^1].ExcludeGlobs);
    }

    [Fact]
    public async Task Stop_KeepingData_LeavesPointsThatNeverExpire()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Protect();
        Assert.Equal(ErrorCode.GroupNotEmpty, await ProtectTests.Refused(server.Client.DeleteGroup("Default")));
        Assert.Empty((await server.Client.StopProtection("Default", new StopProtectionRequest(DeleteData: false))).Sources);
        var source = await server.Client.Source("source");
        Assert.Equal((null, "stopped", 1), (source.Group, source.Protection, source.RecoveryPoints));
        Assert.Null((await server.Client.RecoveryPoint(job.RecoveryPoint!)).Expires);
        Assert.Equal(ErrorCode.ProtectionStopped, await ProtectTests.Refused(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("source"))));
        Assert.Equal(4, (await server.Client.Browse("source")).Items.Count);

        // Protecting it again goes on with the same datasource.
        Assert.Equal(job.Source, (await server.Protect(group: "New")).Source);
    }

    [Fact]
    public async Task Stop_DeletingData_LeavesNothing()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(online: true);
        await server.Protect();
        await server.Client.StopProtection("Default", new StopProtectionRequest(DeleteData: true, Source: server.Source));
        Assert.Empty((await server.Client.Sources()).Sources);
        Assert.Empty(server.Pool.Disk);
        Assert.Empty(server.Pool.Vault);
        await server.Wait(server.Client.RebuildCatalog());
        Assert.Empty((await server.Client.Sources()).Sources);
    }
}
