using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Alerts;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Alerts;

public sealed class AlertApiTests
{
    [Fact]
    public async Task Recovery_ThatSucceeds_IsNewsAndEndsTheAlertOfTheOneThatFailed()
    {
        await using var server = await RunningServer.Start();
        var backup = await server.Protect();
        server.Engine.OnRecover = (_, _, _) => throw new HoldfastException(ErrorCode.TargetOutOfSpace, "full");
        await server.Wait(server.Client.Recover(Request(server, backup)));
        var failed = Assert.Single((await server.Client.Alerts()).Alerts);
        Assert.Equal(("recoveryFailed", "critical"), (failed.Type, failed.Severity));
        Assert.Equal((backup.Source, "Default"), (failed.Subject, failed.Group));
        server.Engine.OnRecover = null;
        await server.Wait(server.Client.Recover(Request(server, backup)));
        Assert.Equal("recoverySuccessful", Assert.Single((await server.Client.Alerts()).Alerts).Type);
        Assert.Equal("resolved", (await server.Client.Alert(failed.Id)).State);
    }

    [Fact]
    public async Task Backup_WithUnreadableItems_WarnsUntilOneIsWhole()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnBackup = (request, report, _) =>
        {
            report.Item(ErrorCode.ItemUnreadable, "no", "a.txt", failed: true);
            return server.Engine.MakePoint(request, report);
        };
        var job = await server.Protect();
        var alert = Assert.Single((await server.Client.Alerts()).Alerts);
        Assert.Equal(("partialBackupSuccess", "warning", $"holdfast recovery-point create {job.Source}"), (alert.Type, alert.Severity, alert.Command));
        server.Engine.OnBackup = null;
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source: job.Source)));
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    [Fact]
    public async Task List_ByQuery_FiltersAndPages()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.Disks.Add(new("disk2", "/pool/disk2", "missing", 0, 0, 0, null)));
        var found = await server.Client.Alerts(new AlertQuery { Severity = "critical", Type = "diskMissing", Text = "DISK2", Limit = 1 });
        var alert = Assert.Single(found.Alerts);
        Assert.Equal(("disk2", "holdfast disk rescan"), (alert.Subject, alert.Command));
        Assert.Empty((await server.Client.Alerts(new AlertQuery { Before = found.Next })).Alerts);
        Assert.Empty((await server.Client.Alerts(new AlertQuery { Server = "nobody" })).Alerts);
    }

    [Fact]
    public async Task List_WithWhatDoesNotExist_IsRefused()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal(ErrorCode.BadRequest, await Refused(new AlertQuery { Severity = "grave" }));
        Assert.Equal(ErrorCode.BadRequest, await Refused(new AlertQuery { Type = "tapeBroken" }));
        Assert.Equal(ErrorCode.NotFound, await Refused(new AlertQuery { Group = "none" }));
        Assert.Equal(ErrorCode.NotFound, await Refused(new AlertQuery { Before = "none" }));
        Assert.Equal(ErrorCode.BadRequest, await Refused(new AlertQuery { Limit = 0 }));

        async Task<ErrorCode> Refused(AlertQuery query) => (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Alerts(query))).Code;
    }

    private static RecoverRequest Request(RunningServer server, JobInfo backup) => new(backup.Source!, To: Path.Combine(server.Folder, "to"));
}
