using System.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;
using Holdfast.Workloads;

namespace Holdfast.Server.Tests.Recovery;

public sealed class RecoveryTests
{
    [Fact]
    public async Task Browse_Root_ShowsItemsWithTheirMetadata()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Protect();
        var found = await server.Client.Browse(server.Source);
        Assert.Equal((job.RecoveryPoint, job.Source, ""), (found.RecoveryPoint, found.Source, found.Path));
        Assert.Equal(["docs", "a.txt", "lnk", @"f\xff"], found.Items.Select(item => item.Path));
        var file = found.Items[1];
        Assert.Equal(("a.txt", "file", 12, "0644", 1000, 1000, "complete"), (file.Name, file.Kind, file.Size, file.Mode, file.Owner, file.Group, file.Condition));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), file.Modified);
        Assert.Equal(("symbolicLink", "a.txt"), (found.Items[2].Kind, found.Items[2].Target));
        Assert.Equal("unreadable", found.Items[3].Condition);
        Assert.Equal("docs/report.txt", Assert.Single((await server.Client.Browse("source", path: "/docs/")).Items).Path);
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Browse("source", path: "nothing")));
    }

    [Fact]
    public async Task Browse_At_FindsThePointThatIsMeant()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        await Task.Delay(20);
        var second = await server.Protect(online: true);
        var first = (await server.Client.RecoveryPoints()).RecoveryPoints[0];
        Assert.Equal(second.RecoveryPoint, (await server.Client.Browse("source", "latest")).RecoveryPoint);
        Assert.Equal(first.Id, (await server.Client.Browse("source", first.Id)).RecoveryPoint);
        Assert.Equal(first.Id, (await server.Client.Browse("source", UtcTimeConverter.Format(first.Created))).RecoveryPoint);
        Assert.Equal(second.RecoveryPoint, (await server.Client.Browse("source", "latest", online: true)).RecoveryPoint);
        Assert.Equal(ErrorCode.NoRecoveryPoint, await ProtectTests.Refused(server.Client.Browse("source", "2001-01-01T00:00:00Z")));
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Browse("source", first.Id, online: true));
        Assert.Equal((ErrorCode.NoRecoveryPoint, "It lies on disk: leave out --online."), (failure.Code, failure.Remedy));
    }

    [Fact]
    public async Task Search_SeveralPoints_NewestFirstUpToTheLimit()
    {
        await using var server = await RunningServer.Start();
        var first = await server.Protect();
        await Task.Delay(20);
        var second = await server.Protect();
        var found = await server.Client.Search("txt");
        Assert.Equal([second.RecoveryPoint, second.RecoveryPoint, first.RecoveryPoint, first.RecoveryPoint], found.Items.Select(hit => hit.RecoveryPoint));
        Assert.False(found.Truncated);
        Assert.True(await server.Client.Search("txt", limit: 3) is { Truncated: true, Items.Count: 3 });
        var to = (await server.Client.RecoveryPoint(first.RecoveryPoint!)).Created;
        Assert.Equal([first.RecoveryPoint], (await server.Client.Search("report", "source", to: to)).Items.Select(hit => hit.RecoveryPoint));
        Assert.Empty((await server.Client.Search("txt", online: true)).Items);
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Search("")));
    }

    [Fact]
    public async Task Recover_ItemsToAFolder_ReachesTheEngineAsAsked()
    {
        await using var server = await RunningServer.Start();
        var made = await server.Protect();
        var target = Path.Combine(server.Folder, "target");
        var job = await server.Wait(server.Client.Recover(
            new RecoverRequest("source", Items: [@"docs/f\xff", "/a.txt"], To: target, Existing: "overwrite", Security: "destination")));
        Assert.Equal((JobTypes.Recovery, JobStates.Succeeded, made.RecoveryPoint, made.Source), (job.Type, job.State, job.RecoveryPoint, job.Source));
        var request = Assert.Single(server.Engine.Recoveries);
        Assert.Equal([[.. "docs/f"u8, 0xff], "a.txt"u8.ToArray()], request.Items);
        Assert.Equal((target, ExistingItem.Overwrite, SecurityFrom.Destination), (request.Directory, request.Existing, request.Security));
        Assert.Equal((made.RecoveryPoint, false, null), (request.Point.PointId, request.Point.Online, request.Point.ExternalServerId));
    }

    [Fact]
    public async Task Recover_ToTheOriginalPlaceFromTheVault_GoesThere()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(online: true);
        await server.Wait(server.Client.Recover(new RecoverRequest("source", Items: ["/"], Original: true, Online: true)));
        var request = Assert.Single(server.Engine.Recoveries);
        Assert.Equal((server.Source, true, ExistingItem.Copy, SecurityFrom.Point), (request.Directory, request.Point.Online, request.Existing, request.Security));
        Assert.Empty(request.Items);
    }

    [Fact]
    public async Task Recover_ItemsFail_EndsWithWarnings()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        server.Engine.OnRecover = (_, report, _) => report.Item(ErrorCode.RecoveryItemFailed, "disk full", "a.txt", failed: true);
        var job = await server.Wait(server.Client.Recover(new RecoverRequest("source", To: server.MakeSource("target"))));
        Assert.Equal((JobStates.SucceededWithWarnings, 1), (job.State, job.ItemsFailed));
    }

    [Fact]
    public async Task Recover_WhatCannotBe_IsRefusedAtOnce()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        Assert.Equal(ErrorCode.BadRequest, await Refused(new RecoverRequest("source")));
        Assert.Equal(ErrorCode.BadRequest, await Refused(new RecoverRequest("source", To: "/x", Original: true)));
        Assert.Equal(ErrorCode.RecoveryTargetRefused, await Refused(new RecoverRequest("source", To: "relative")));
        Assert.Equal(ErrorCode.RecoveryTargetRefused, await Refused(new RecoverRequest("source", To: server.Data + "/x")));
        Assert.Equal(ErrorCode.BadRequest, await Refused(new RecoverRequest("source", To: "/x", Existing: "maybe")));
        Assert.Equal(ErrorCode.BadRequest, await Refused(new RecoverRequest("source", To: "/x", Security: "none")));
        Assert.Equal(ErrorCode.NotFound, await Refused(new RecoverRequest("nothing", To: "/x")));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await Refused(new RecoverRequest("source", At: "nothing", To: "/x")));

        Task<ErrorCode> Refused(RecoverRequest request) => ProtectTests.Refused(server.Client.Recover(request));
    }

    [Fact]
    public async Task External_AddListBrowseRecover_ReadsTheOtherServersPoints()
    {
        await using var server = await RunningServer.Start();
        Assert.Empty((await server.Client.Externals()).Servers);
        Assert.False(Assert.Single((await server.Client.AddExternal(new AddExternalRequest([1]))).Servers).Open);
        Assert.Equal(ErrorCode.PassphraseMisconfigured, await ProtectTests.Refused(server.Client.AddExternal(new AddExternalRequest([1], "other"))));
        Assert.True(Assert.Single((await server.Client.AddExternal(new AddExternalRequest([1], "other", "correct horse battery"))).Servers).Open);
        Assert.Equal("ep1", Assert.Single((await server.Client.ExternalRecoveryPoints("other")).RecoveryPoints).Id);
        Assert.Equal(["server1", "other"], (await server.Client.VaultServers()).Servers.Select(known => known.Id));
        Assert.Equal(4, (await server.Client.Browse("/srv/data", externalServer: "other")).Items.Count);
        var job = await server.Wait(server.Client.Recover(new RecoverRequest("data", To: server.MakeSource("target"), ExternalServer: "other")));
        Assert.Equal((JobStates.Succeeded, "ep1"), (job.State, job.RecoveryPoint));
        Assert.Equal(new Holdfast.Server.Engine.PointRef("ep1", true, "other"), server.Engine.Recoveries.Single().Point);
        Assert.Equal(ErrorCode.RecoveryTargetRefused, await ProtectTests.Refused(server.Client.Recover(new RecoverRequest("data", Original: true, ExternalServer: "other"))));
        Assert.Equal(ErrorCode.NotAServerOrNoData, await ProtectTests.Refused(server.Client.ExternalRecoveryPoints("unknown")));
    }
}
