using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Applications;

/// <summary>An application from being protected to being recovered, with a stand-in for the application and everything else real.</summary>
public sealed class ApplicationTests
{
    [Fact]
    public async Task Recover_MomentBetweenTwoPoints_BringsBackThatMoment()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        var first = await server.Protect();
        Assert.Equal(JobStates.Succeeded, first.State);
        var two = server.Add("two");
        server.Add("three");
        await server.Covered(server.Add("four"));
        var second = await server.Point();
        Assert.Equal(JobStates.Succeeded, second.State);

        var recovered = await server.Recover("moment", two.ToString("O"));
        Assert.Equal(JobStates.Succeeded, recovered.State);
        Assert.Equal(["one", "two"], server.Recovered("moment"));
        Assert.Equal(two, recovered.Plan!.Reached);
        Assert.Equal(["Count the entries."], recovered.Plan.Notes);

        await server.Recover("point", second.RecoveryPoint!);
        Assert.Equal(["one", "two", "three", "four"], server.Recovered("point"));
        await server.Recover("latest", "latest");
        Assert.Equal(["one", "two", "three", "four"], server.Recovered("latest"));
        Assert.Equal(2, server.Ledger.Committed);
    }

    [Fact]
    public async Task Protect_Application_ShowsKindWarningsAndPoints()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        var jobs = await server.Client.Protect(new ProtectRequest(["LEDGER://Main/"], Options: new Dictionary<string, string> { ["color"] = "red" }));
        Assert.Equal(["Anybody may read this ledger."], jobs.Warnings);
        await server.Wait(Task.FromResult(jobs));
        await server.Point();
        var source = await server.Client.Source(server.Address);
        Assert.Equal(("ledger", "main", "ledger://main"), (source.Kind, source.Name, source.Path));
        Assert.Equal("red", source.Options!["color"]);
        Assert.NotNull(source.RecoverableFrom);
        var points = (await server.Client.RecoveryPoints(source.Id)).RecoveryPoints;
        Assert.Equal(["full", "incremental"], points.Select(point => point.Type));
        Assert.All(points, point => Assert.Equal(("ledger", "application"), (point.Kind, point.Guarantee)));
        Assert.Contains(await Items(server, points[0].Id), item => item == "data");
    }

    [Theory]
    [InlineData("ledger:", ErrorCode.ApplicationAddressWrong)]
    [InlineData("ledger://nowhere", ErrorCode.ApplicationNotReachable)]
    public async Task Protect_ApplicationThatDoesNotAnswer_MakesNothing(string path, ErrorCode code)
    {
        await using var server = await LedgerServer.Start();
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Protect(new ProtectRequest([path], Group: "New")));
        Assert.Equal(code, refused.Code);
        Assert.Empty((await server.Client.Sources()).Sources);
        Assert.DoesNotContain((await server.Client.Groups()).Groups, group => group.Name == "New");
    }

    [Fact]
    public async Task Protect_OptionThatIsUnknown_IsRefused()
    {
        await using var server = await LedgerServer.Start();
        var refused = await Assert.ThrowsAsync<HoldfastException>(
            () => server.Client.Protect(new ProtectRequest([server.Address], Options: new Dictionary<string, string> { ["size"] = "1" })));
        Assert.Equal(ErrorCode.ApplicationOptionWrong, refused.Code);
    }

    [Fact]
    public async Task Backup_FailsAfterHandingOver_CommitsNothingAndTellsNobody()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        server.Ledger.FailNext = new Workloads.Applications.WorkloadException(Workloads.Applications.WorkloadFault.ContentWrong, "A page is damaged.", "Repair it.");
        var failed = await server.Point();
        Assert.Equal(JobStates.Failed, failed.State);
        Assert.Equal(ErrorCode.ApplicationContentWrong, failed.Errors[0].Code);
        Assert.Equal(1, server.Ledger.Committed);
        Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints);
    }

    [Fact]
    public async Task Backup_ChainIsBroken_TakesAFullOne()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        server.Ledger.FailNext = new Workloads.Applications.WorkloadException(Workloads.Applications.WorkloadFault.ChainBroken, "The mark is gone.", "Make a full backup.");
        var done = await server.Point();
        Assert.Equal("full", (await server.Client.RecoveryPoint(done.RecoveryPoint!)).Type);
    }

    [Fact]
    public async Task RebuildCatalog_FromPool_KeepsKindDocumentsAndLog()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        var two = server.Add("two");
        await server.Covered(two);
        var before = Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.RebuildCatalog())).State);
        var after = Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints);
        Assert.Equal((before.Id, before.Type, before.Consistent, before.Kind), (after.Id, after.Type, after.Consistent, after.Kind));
        await server.Recover("rebuilt", "latest");
        Assert.Equal(["one", "two"], server.Recovered("rebuilt"));
    }

    [Fact]
    public async Task Recover_FromTheVault_ReachesAsFarAsTheLogDidThen()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect(online: true);
        var two = server.Add("two");
        await server.Covered(two);
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);
        var recovered = await server.Recover("vault", two.ToString("O"), online: true);
        Assert.Equal(JobStates.Succeeded, recovered.State);
        Assert.Equal(["one", "two"], server.Recovered("vault"));
        var range = await server.Client.Applications.Range(server.Address, online: true);
        Assert.Equal(two, range.Ranges[^1].To);
    }

    [Fact]
    public async Task Plan_MomentThatCannotBeReached_SaysSo()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        var request = new RecoverRequest(server.Address, "2001-01-01T00:00:00Z", To: server.Target("x"));
        Assert.Equal(ErrorCode.ApplicationNotRecoverable, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Applications.Plan(request))).Code);
        Assert.Equal(ErrorCode.ApplicationNotRecoverable, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Recover(request))).Code);
        var plan = await server.Client.Applications.Plan(request with { At = "latest" });
        Assert.Equal(["Restore the entries"], plan.Steps);
    }

    [Fact]
    public async Task Recover_AsFiles_WritesWhatWasTaken()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        var job = await server.Wait(server.Client.Recover(new RecoverRequest(server.Address, To: server.Target("files")) { AsFiles = true }));
        Assert.Equal(JobStates.Succeeded, job.State);
        Assert.True(File.Exists(Path.Combine(server.Target("files"), "data", "entries")));
        Assert.Empty(server.Workload.Recoveries);
    }

    [Fact]
    public async Task Recover_ToAnotherInstance_AsksItWithItsOwnCredential()
    {
        await using var server = await LedgerServer.Start(new Ledger(), new Ledger { Name = "second", Password = "two" });
        server.Add("one");
        await server.Protect();
        await server.Client.Applications.SetCredential(new SetCredentialRequest("ledger://second", "u", "two"));
        var job = await server.Wait(server.Client.Recover(new RecoverRequest(server.Address) { Instance = "LEDGER://second", NewName = "copy", LeaveRestoring = true }));
        Assert.Equal(JobStates.Succeeded, job.State);
        var ask = Assert.Single(server.Workload.Recoveries).Ask;
        Assert.Equal(("ledger://second", "copy", true), (ask.Address, ask.NewName, ask.LeaveRestoring));
    }

    [Fact]
    public async Task DeleteData_Application_LeavesNoLogBehind()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        await server.Covered(server.Add("one"));
        await server.Client.StopProtection("Default", new StopProtectionRequest(DeleteData: true));
        Assert.Empty((await server.Client.Sources(inactive: true)).Sources);
        Assert.Empty(server.PointFiles());
    }

    private static async Task<IEnumerable<string>> Items(LedgerServer server, string point) => (await server.Client.Browse(server.Address, point)).Items.Select(item => item.Name);
}
