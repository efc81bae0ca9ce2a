using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Applications;

/// <summary>Restore drills: what they find is kept, and what is not sound is told.</summary>
public sealed class DrillTests
{
    [Fact]
    public async Task Drill_SoundPoint_KeepsWhatItFoundAndHowLongItTook()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        var point = await server.Protect();
        var job = await server.Wait(server.Client.Applications.Drill(new DrillRequest(server.Address)));
        Assert.Equal(JobStates.Succeeded, job.State);
        Assert.True(job.Drill!.Sound);
        var drill = Assert.Single((await server.Client.Applications.Drills(server.Address)).Drills);
        Assert.Equal((job.Id, point.RecoveryPoint, "compared", 1500L), (drill.Id, drill.RecoveryPoint, drill.Depth, drill.RecoveryMs));
        Assert.Equal(["1 entries are there."], drill.Findings);
    }

    [Fact]
    public async Task Drill_UnsoundPoint_FailsAndAlertsUntilOneIsSound()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        server.Ledger.IsUnsound = true;
        var job = await server.Wait(server.Client.Applications.Drill(new DrillRequest(server.Address)));
        Assert.Equal((JobStates.Failed, ErrorCode.DrillUnsound), (job.State, job.Errors[0].Code));
        Assert.False(Assert.Single((await server.Client.Applications.Drills()).Drills).Sound);
        Assert.Contains((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.DrillUnsound);
        server.Ledger.IsUnsound = false;
        await server.Wait(server.Client.Applications.Drill(new DrillRequest(server.Address)));
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.DrillUnsound);
        Assert.Equal(2, (await server.Client.Applications.Drills()).Drills.Count);
    }
}
