using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Api.Forecasts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Applications;
using Holdfast.Server.Tests.Protect;
using Holdfast.Testing.Machines;

namespace Holdfast.Server.Tests.Machines;

/// <summary>Files out of a machine's disk, the machine itself, and the proof of it.</summary>
public sealed class RecoveryTests
{
    private const string Hosts = "disks/sda/1/etc/hosts";

    [Fact]
    public async Task Recover_FileOfADisk_GoesThroughTheMachinesOwnRecovery()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(BrowsingTests.Root()));
        await server.Protect();
        var wanted = new Contracts.Api.RecoverRequest(server.Address, Items: [Hosts], To: server.Target("out"));
        var plan = await server.Client.Applications.Plan(wanted);
        Assert.Equal([$"Take {Hosts} out of its disk"], plan.Steps);
        Assert.Empty(server.Machine.Asked);
        var job = await server.Wait(server.Client.Recover(wanted));
        Assert.Equal(JobStates.Succeeded, job.State);
        Assert.Equal(plan.Steps, job.Plan!.Steps);
        Assert.Equal("127.0.0.1 localhost\n", await File.ReadAllTextAsync(Path.Combine(server.Target("out"), Hosts)));
        Assert.Equal([Hosts], Assert.Single(server.Machine.Asked).Items);

        var again = await server.Wait(server.Client.Recover(wanted));
        Assert.Equal((JobStates.Failed, ErrorCode.ApplicationDestinationTaken), (again.State, again.Errors[0].Code));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Recover(wanted with { Overwrite = true }))).State);
    }

    [Fact]
    public async Task Recover_FileOfADiskThroughAnAgent_IsTakenOutThere()
    {
        await using var server = await MachineServer.Start([]);
        var far = new MachineWorkload { Disk = DiskImage.Divided(BrowsingTests.Root()) };
        await using var agent = await WorkloadAgent.Start(server, "host1", far);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Protect(new ProtectRequest([server.Address], Server: "host1")))).State);
        var source = Assert.Single((await server.Client.Sources()).Sources);
        Assert.Equal(20, Assert.Single((await server.Client.Browse(source.Id, path: "disks/sda/1/etc")).Items).Size);
        var wanted = new Contracts.Api.RecoverRequest(source.Id, Items: [Hosts], To: server.Target("there"), Server: "host1") { Options = new Dictionary<string, string> { ["format"] = "raw" } };
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Recover(wanted))).State);
        Assert.Equal("127.0.0.1 localhost\n", await File.ReadAllTextAsync(Path.Combine(server.Target("there"), Hosts)));
        Assert.Equal([Hosts], Assert.Single(far.Asked).Items);
        Assert.Equal("raw", far.LastOptions["format"]);
        Assert.Empty(server.Machine.Asked);
    }

    [Fact]
    public async Task Recover_FileOfADiskToWhereItCannotGo_IsRefusedBeforeAnyJob()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(BrowsingTests.Root()));
        await server.Protect();
        var wanted = new Contracts.Api.RecoverRequest(server.Address, Items: [Hosts], To: server.Target("out"));
        Assert.Equal(ErrorCode.ApplicationCannot, await ProtectTests.Refused(server.Client.Recover(wanted with { To = null, Original = true })));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Recover(wanted with { AsFiles = true })));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Forecasts.Recovery(new ForecastRequest(server.Address, Items: [Hosts]))));
        Assert.DoesNotContain((await server.Client.Jobs()).Jobs, job => job.Type == JobTypes.Recovery);
    }

    [Fact]
    public async Task Recover_WholeMachineAndItsDiskAsAFile_AreTheSameBytes()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(BrowsingTests.Root()));
        await server.Protect();
        Assert.Equal(JobStates.Succeeded, (await server.Recover("whole", "latest")).State);
        var asFile = new Contracts.Api.RecoverRequest(server.Address, Items: ["disks/sda"], To: server.Target("file")) { AsFiles = true };
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Recover(asFile))).State);
        Assert.Equal(server.Machine.Disk, await File.ReadAllBytesAsync(Path.Combine(server.Target("whole"), "disks", "sda")));
        Assert.Equal(server.Machine.Disk, await File.ReadAllBytesAsync(Path.Combine(server.Target("file"), "disks", "sda")));
    }

    [Fact]
    public async Task Recover_WithOptions_HasThemOverThoseOfTheDatasourceThisOnce()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(BrowsingTests.Root()));
        await server.Wait(server.Client.Protect(new ProtectRequest([server.Address], Options: new Dictionary<string, string> { ["format"] = "raw", ["start"] = "false" })));
        var wanted = new Contracts.Api.RecoverRequest(server.Address, To: server.Target("out")) { Options = new Dictionary<string, string> { ["format"] = "vhdx" } };
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Recover(wanted))).State);
        Assert.Equal(["format=vhdx", "start=false"], server.Machine.LastOptions.Select(option => $"{option.Key}={option.Value}").Order());
        Assert.Equal(JobStates.Succeeded, (await server.Recover("again", "latest")).State);
        Assert.Equal("raw", server.Machine.LastOptions["format"]);
        var tooMany = Enumerable.Range(0, 51).ToDictionary(number => $"option{number}", _ => "");
        Assert.Equal(ErrorCode.ApplicationOptionWrong, await ProtectTests.Refused(server.Client.Recover(wanted with { Options = tooMany })));
    }

    [Fact]
    public async Task Drill_OfAMachine_KeepsDepthFindingsAndTime()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(BrowsingTests.Root()));
        await server.Protect();
        await server.Wait(server.Client.Applications.Drill(new DrillRequest(server.Address)));
        var drill = Assert.Single((await server.Client.Applications.Drills(server.Address)).Drills);
        Assert.Equal(("opened", true, 2000L, "Partition 1 holds ext4."), (drill.Depth, drill.Sound, drill.RecoveryMs, Assert.Single(drill.Findings)));
    }

    [Fact]
    public async Task Recover_ItemsOfAKindThatHasNone_IsRefused()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        var wanted = new Contracts.Api.RecoverRequest(server.Address, Items: ["data/entries"], To: server.Target("out"));
        Assert.Equal(ErrorCode.NoInnerItems, await ProtectTests.Refused(server.Client.Recover(wanted)));
        Assert.Equal(ErrorCode.NoInnerItems, await ProtectTests.Refused(server.Client.Applications.Plan(wanted)));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Recover(wanted with { AsFiles = true }))).State);
    }
}
