using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class JobCmdletTests(LiveServer server)
{
    [Fact]
    public async Task GetJob_ByDatasourceTypeStateAndTime_GivesThoseAlone()
    {
        using var folder = await ProtectedSource.Make(server, "Jobs");
        await folder.Back();
        using var shell = new RealEngine();
        Assert.Equal(2, shell.Succeed($"Get-DPMJob -Datasource '{folder.Name}' -Status Succeeded -From (Get-Date).AddHours(-1)").Count);
        Assert.Equal("replicaCreation", shell.Succeed($"(Get-DPMJob -Datasource '{folder.Name}' -Type Initialization).JobCategory").Single().ToString());
        Assert.Equal("recoveryPoint", shell.Succeed($"(Get-DPMJob -DatasourceName '{folder.Name}' -Newest 1).JobCategory").Single().ToString());
        Assert.Equal(2, shell.Succeed("Get-DPMJob -ProtectionGroup Jobs -AllJobsInInterval -AdhocJobs").Count);
        Assert.Empty(shell.Succeed($"Get-DPMJob -Datasource '{folder.Name}' -Status Failed, Cancelled"));
        Assert.Empty(shell.Succeed("Get-DPMJob -To (Get-Date).AddDays(-1) -NoLimitOnJobCount"));
        Assert.NotEmpty(shell.Succeed("Get-DPMJob | Where-Object ProductionServerName | Group-Object ProductionServerName | ForEach-Object { Get-DPMJob -ProductionServerName $_.Name -Newest 1 }"));
        Assert.Contains("Initialization", shell.Fail("Get-DPMJob -Type FastInventory").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RestartWaitAndStop_Job_RunsItAgainAndLeavesAnEndedOneAsItIs()
    {
        using var folder = await ProtectedSource.Make(server, "Jobs again");
        using var shell = new RealEngine();
        shell.Succeed($"$first = Get-DPMJob -Datasource '{folder.Name}'; Restart-DPMJob $first -WhatIf");
        Assert.Single(shell.Succeed($"Get-DPMJob -Datasource '{folder.Name}'"));
        Assert.Equal("Succeeded", shell.Succeed("($again = $first | Restart-DPMJob | Wait-DPMJob -Timeout 60).Status").Single().ToString());
        Assert.NotEmpty(shell.Progress);
        Assert.NotEqual(shell.Succeed("$first.JobId").Single().ToString(), shell.Succeed("$again.JobId").Single().ToString());
        shell.Succeed("Stop-DPMJob -Job $again -WhatIf");
        shell.Run("Stop-DPMJob -Job $again");
        Assert.Equal("Succeeded", shell.Succeed("(Get-DPMJob -Job $again).Status").Single().ToString());
        Assert.Contains("-Job", shell.Fail("Stop-DPMJob -Job $again -Task 1").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAndResolveAlert_OfAFailedRecovery_IsActiveThenResolved()
    {
        using var folder = await ProtectedSource.Make(server, "Alerts");
        using var shell = new RealEngine();
        // Recovered into a file: no folder can be made there.
        shell.Run($"""
            $option = New-DPMRecoveryOption -FileSystem -TargetServer localhost -RecoveryLocation CopyToFolder -TargetLocation '{folder.In("report.txt")}/below' -RecoveryType Restore
            Get-DPMRecoveryPoint -Datasource '{folder.Name}' | Restore-DPMRecoverableItem -RecoveryOption $option -Wait
            """);
        Assert.NotEmpty(shell.Errors);
        Assert.NotEmpty(shell.Succeed("$alert = Get-DPMAlert | Where-Object { $_.AlertType -like 'recovery*' -and $_.ProtectionGroup -eq 'Alerts' } | Select-Object -First 1; $alert"));
        shell.Succeed("Resolve-DPMAlert $alert -WhatIf");
        Assert.Equal("Active", shell.Succeed("(Get-DPMAlert | Where-Object AlertId -eq $alert.AlertId).Status").Single().ToString());
        Assert.Equal("Resolved", shell.Succeed("($alert | Resolve-DPMAlert).Status").Single().ToString());
        Assert.Empty(shell.Succeed("Get-DPMAlert | Where-Object AlertId -eq $alert.AlertId"));
        Assert.Single(shell.Succeed("Get-DPMAlert -IncludeInactiveAlerts | Where-Object AlertId -eq $alert.AlertId"));
    }
}
