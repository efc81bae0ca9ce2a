using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Tests.RecoveryPoints;

public sealed class ReconcileTests
{
    [Fact]
    public async Task Start_PointWithoutRow_IsAdopted()
    {
        await using var server = await RunningServer.Start();
        var made = await server.Protect();
        await server.Stop();
        var known = server.Pool.Disk[made.RecoveryPoint!];
        server.Pool.Disk["x1"] = known with { Id = "x1", Created = known.Created.AddMinutes(1) };
        server.Pool.Disk["y1"] = new PointState("y1", "foreign", "data", "/srv/data", "OTHER", known.Created, 1, 0, 10, Online: false);
        await server.Launch();
        Assert.Equal(["x1"], (await server.Client.RecoveryPoints("source")).RecoveryPoints.Skip(1).Select(point => point.Id));
        var adopted = await server.Client.Source("foreign");
        Assert.Equal(("/srv/data", "OTHER", "stopped", 1), (adopted.Path, adopted.Server, adopted.Protection, adopted.RecoveryPoints));
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    [Fact]
    public async Task Start_RowWithoutPoint_RaisesAnAlertAndIsNotOffered()
    {
        await using var server = await RunningServer.Start();
        var lost = await server.Protect();
        var kept = await server.Protect();
        await server.Stop();
        Assert.True(server.Pool.Disk.TryRemove(lost.RecoveryPoint!, out var point));
        await server.Launch();
        var alert = Assert.Single((await server.Client.Alerts()).Alerts);
        Assert.Equal((ErrorCode.PointsMissing, "critical"), (alert.Code, alert.Severity));
        Assert.Contains(lost.RecoveryPoint!, alert.Message);
        Assert.Equal(kept.RecoveryPoint, Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints).Id);

        server.Pool.Disk[lost.RecoveryPoint!] = point!;
        await server.Client.RescanDisks();
        Assert.Empty((await server.Client.Alerts()).Alerts);
        Assert.Equal(2, (await server.Client.RecoveryPoints()).RecoveryPoints.Count);
    }

    [Fact]
    public async Task ResolveMissing_PointsAreGivenUp_AndStayAway()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        await server.Stop();
        server.Pool.Disk.Clear();
        await server.Launch();
        await server.Client.ResolveAlert(Assert.Single((await server.Client.Alerts()).Alerts).Id);
        await server.Client.RescanDisks();
        Assert.Empty((await server.Client.Alerts()).Alerts);
        Assert.Empty((await server.Client.RecoveryPoints()).RecoveryPoints);
    }

    [Fact]
    public async Task RebuildCatalog_FromThePoolAlone_BringsEverythingButHistory()
    {
        await using var server = await RunningServer.Start();
        var request = new ProtectRequest([server.Source], "Files", ["cache/"], [".tmp"], Online: true, RetentionDays: 30);
        var made = await server.Wait(server.Client.Protect(request));
        await server.Client.CreateGroup(new CreateGroupRequest("Empty"));
        await server.Client.CreateGroup(new CreateGroupRequest("Gone"));
        await server.Client.DeleteGroup("Gone");
        var before = (await server.Client.Source("source"), await server.Client.Group("Files"), await server.Client.RecoveryPoint(made.RecoveryPoint!));
        await server.Stop();
        Directory.Delete(Path.Combine(server.Data, "catalog"), recursive: true);
        await server.Launch();
        await Compare(before);

        var job = await server.Wait(server.Client.RebuildCatalog());
        Assert.Equal((JobTypes.Rebuild, JobStates.Succeeded), (job.Type, job.State));
        await Compare(before);
        Assert.Equal(["Empty", "Files"], (await server.Client.Groups()).Groups.Select(group => group.Name));
        Assert.Equal(job.Id, Assert.Single((await server.Client.Jobs()).Jobs).Id);

        async Task Compare((SourceInfo Source, GroupInfo Group, RecoveryPointInfo Point) expected)
        {
            Assert.Equivalent(expected.Source, await server.Client.Source("source"), strict: true);
            Assert.Equivalent(expected.Group, await server.Client.Group("Files"), strict: true);
            Assert.Equivalent(expected.Point, await server.Client.RecoveryPoint(expected.Point.Id), strict: true);
        }
    }

    [Fact]
    public async Task RebuildVault_FromTheVaultAlone_BringsOnlinePoints()
    {
        await using var server = await RunningServer.Start();
        var made = await server.Protect(online: true);
        await server.Stop();
        Directory.Delete(Path.Combine(server.Data, "catalog"), recursive: true);
        server.Pool.Disk.Clear();
        var vault = server.Pool.VaultState;
        server.Pool.VaultState = vault with { State = "unreachable", Reason = "off" };
        await server.Launch();
        Assert.Empty((await server.Client.RecoveryPoints()).RecoveryPoints);
        server.Pool.VaultState = vault;
        var job = await server.Wait(server.Client.RebuildVault(new RebuildVaultRequest("correct horse battery")));
        Assert.Equal(JobStates.Succeeded, job.State);
        Assert.True(await server.Client.RecoveryPoint(made.RecoveryPoint!) is { Disk: false, Online: true });
        Assert.Equal(["correct horse battery"], server.Engine.Passphrases);
    }

    [Fact]
    public async Task Start_CatalogDamaged_SaysSoWithItsCode()
    {
        await using var server = await RunningServer.Start();
        await server.Stop();
        File.WriteAllText(Path.Combine(server.Data, "catalog", "holdfast.db"), new string('x', 8192));
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => server.Launch());
        Assert.Equal(ErrorCode.CatalogDamaged, failure.Code);
    }
}
