using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class DatasourceCmdletTests(LiveServer server)
{
    [Fact]
    public async Task Get_EverySet_FindsTheDatasource()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        await Protect(files, "Found in every way");
        Assert.Contains(files.Name, Names(shell, "Get-DPMDatasource -DPMServerName localhost"));
        Assert.Equal([files.Name], Names(shell, "Get-DPMProtectionGroup | Where-Object Name -eq 'Found in every way' | Get-DPMDatasource"));
        Assert.Equal([files.Name], Names(shell, "Get-DPMDatasource -ProtectionGroup 'Found in every way'"));
        Assert.Equal([files.Name], Names(shell, $"Get-DPMDatasource -Query {files.Name.ToUpperInvariant()}"));
        Assert.Equal([files.Name], Names(shell, $"Get-DPMDatasource -SearchPath '{files.Path}/inner' -ProductionServerName ([Environment]::MachineName)"));
        Assert.Empty(Names(shell, $"Get-DPMDatasource -Path '{files.Path}more'"));
        Assert.Contains(files.Name, Names(shell, "Get-DPMDatasource -ComputerName ([Environment]::MachineName)"));
        Assert.Contains(files.Name, Names(shell, "Get-DPMProductionServer | Get-DPMDatasource"));
        Assert.DoesNotContain(files.Name, Names(shell, "Get-DPMDatasource -Inactive"));
        Assert.Contains("volume", shell.Succeed("Get-DPMDatasource -ProductionServer (Get-DPMProductionServer)[0] -DPMServerName localhost -Inquire | ForEach-Object ObjectType").Select(kind => kind.ToString()));
    }

    [Fact]
    public async Task GetChild_Folder_GivesWhatItHoldsAndWhatIsProtectedOfIt()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        await server.Client.Protect(new ProtectRequest([Path.Combine(files.Path, "inner")], "Children"), TestContext.Current.CancellationToken);
        Assert.Equal(["big.bin False", "inner True"], shell.Succeed($$"""Get-DPMChildDatasource '{{files.Path}}' -Inquire | ForEach-Object { "$($_.Name) $($_.Protected)" }""").Select(line => line.ToString()).Order(StringComparer.Ordinal));
        var below = shell.Succeed($"(Get-DPMChildDatasource -ChildDatasource '{files.Path}' -ProtectionGroup Children).LogicalPath");
        Assert.Equal(Path.Combine(files.Path, "inner"), Assert.Single(below).ToString());
    }

    [Fact]
    public async Task Remove_Member_LeavesAndItsDataIsDeletedByCommand()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        await Protect(files, "Left");
        shell.Succeed($"""
            $mpg = Get-DPMModifiableProtectionGroup Left
            $ds = Get-DPMDatasource -ProtectionGroup $mpg
            $ds | Remove-DPMChildDatasource -ProtectionGroup $mpg -KeepDiskData -KeepOnlineData
            Set-DPMProtectionGroup $mpg
            """);
        Assert.Empty((await server.Client.Group("Left", TestContext.Current.CancellationToken)).Sources);
        Assert.Contains(files.Name, Names(shell, "Get-DPMDatasource -Inactive"));
        shell.Succeed($"Get-DPMDatasource -Inactive | Where-Object Name -eq {files.Name} | Remove-DPMDatasourceReplica -Disk -WhatIf");
        Assert.NotEmpty((await server.Client.RecoveryPoints(files.Path, cancellation: TestContext.Current.CancellationToken)).RecoveryPoints);
        shell.Succeed($"Get-DPMDatasource -Inactive | Where-Object Name -eq {files.Name} | Remove-DPMDatasourceReplica -Disk -Confirm:$false");
        Assert.DoesNotContain(files.Name, Names(shell, "Get-DPMDatasource -Inactive"));
        Assert.Contains("-Online", shell.Fail($"Remove-DPMDatasourceReplica -Datasource (Get-DPMDatasource)[0] -Tape -Confirm:$false").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_NewMemberBeforeTheCommit_NeverJoins()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        shell.Succeed($"""
            $pg = New-DPMProtectionGroup 'localhost' 'Changed its mind'
            $ds = Get-DPMChildDatasource '{files.Path}' -Inquire | Where-Object Name -eq inner
            Add-DPMChildDatasource $pg $ds
            Remove-DPMChildDatasource $pg $ds
            Set-DPMProtectionGroup $pg
            """);
        Assert.Empty((await server.Client.Group("Changed its mind", TestContext.Current.CancellationToken)).Sources);
        Assert.Equal(System.Management.Automation.ErrorCategory.ObjectNotFound, shell.Fail("Remove-DPMChildDatasource -ProtectionGroup (Get-DPMModifiableProtectionGroup 'Changed its mind') $ds").CategoryInfo.Category);
    }

    [Fact]
    public async Task CheckAndResume_Member_JobsSucceed()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        await Protect(files, "Checked");
        Assert.Equal("consistencyCheck Succeeded", Job(shell, $"Get-DPMDatasource -ProtectionGroup Checked | Start-DPMDatasourceConsistencyCheck -HeavyWeight -Wait"));
        Assert.NotEmpty(shell.Progress);
        Assert.Empty(shell.Succeed("Start-DPMDatasourceConsistencyCheck -ProtectionGroup Checked"));
        await server.Client.Policies.Suspend("Checked", TestContext.Current.CancellationToken);
        Assert.Equal("recoveryPoint Succeeded", Job(shell, "Get-DPMProtectionGroup | Where-Object Name -eq Checked | Resume-DPMBackup -BackupTargetType Disk -Wait"));
        Assert.False((await server.Client.Group("Checked", TestContext.Current.CancellationToken)).Suspended);
        Assert.Empty(shell.Succeed($"Resume-DPMBackup Disk -Datasource {files.Name} -WhatIf"));
        Assert.Equal(["recoveryPoint Succeeded"], shell.Succeed($"Resume-DPMBackup Online -Datasource {files.Name} -Wait | ForEach-Object {{ \"$($_.JobCategory) $($_.Status)\" }}").Select(job => job.ToString()).Take(1));
        Assert.Contains("Disk or Online", shell.Fail($"Resume-DPMBackup Tape -Datasource {files.Name}").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManualReplica_CarriedFolder_BecomesTheReplica()
    {
        using var files = new FolderOfFiles();
        using var carried = new FolderOfFiles();
        using var shell = new RealEngine();
        await server.Client.CreateGroup(new CreateGroupRequest("Carried", Policy: new PolicyInfo(ReplicaCreation: new ReplicaInfo("manual"))), TestContext.Current.CancellationToken);
        shell.Succeed($"$pg = Get-DPMModifiableProtectionGroup Carried; Add-DPMChildDatasource $pg '{files.Path}'; Set-DPMProtectionGroup $pg");
        var waiting = Assert.Single(shell.Succeed($"Get-DPMDatasource -ProtectionGroup Carried | Start-DPMManualReplicaCreation"));
        Assert.Equal("ManualReplicaCreationPending", waiting.Properties["State"].Value);
        Assert.Contains("Stop-DPMManualReplicaCreation", Assert.Single(shell.Warnings), StringComparison.Ordinal);
        Assert.Contains("-Folder", shell.Fail($"Stop-DPMManualReplicaCreation -Datasource {files.Name}").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.EndsWith("Succeeded", Job(shell, $"Stop-DPMManualReplicaCreation -Datasource {files.Name} -Folder '{carried.Path}' -Wait"), StringComparison.Ordinal);
        Assert.Contains("Set-DPMReplicaCreationMethod", shell.Fail($"Start-DPMManualReplicaCreation -Datasource {files.Name}").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private async Task Protect(FolderOfFiles files, string group)
    {
        foreach (var job in (await server.Client.Protect(new ProtectRequest([files.Path], group), TestContext.Current.CancellationToken)).Jobs)
            await server.Client.WaitForJob(job.Id, null, TimeSpan.Zero, TestContext.Current.CancellationToken);
    }

    private static string Job(RealEngine shell, string script) => Assert.Single(shell.Succeed(script + " | ForEach-Object { \"$($_.JobCategory) $($_.Status)\" }")).ToString();

    private static IReadOnlyList<string> Names(RealEngine shell, string script) => [.. shell.Succeed(script + " | ForEach-Object Name").Select(name => name.ToString())];

    /// <summary>As reports for DPM do it: an event for each datasource, then all that came is read.</summary>
    [Fact]
    public async Task DataSourceChangedEvent_ReportOfDpmsAdministrators_HasItsNumbers()
    {
        using var folder = await ProtectedSource.Make(server, "Reported by events");
        using var shell = new RealEngine();
        var row = shell.Succeed($$"""
            $global:received = 0
            $datasources = @(Get-DPMDatasource | Where-Object { $_.LogicalPath -eq '{{folder.Path}}' })
            for ($i = 0; $i -lt $datasources.Count; $i++) {
                [void](Register-ObjectEvent $datasources[$i] -EventName DataSourceChangedEvent -SourceIdentifier "Datasource$i" -Action { $global:received++ })
            }
            $begin = Get-Date
            while ($global:received -lt $datasources.Count -and ((Get-Date) - $begin).TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
            $datasources | Select-Object TotalRecoveryPoints, OldestRecoveryPoint, LatestRecoveryPoint
            $global:received
            """);
        Assert.Equal(1, row[1].BaseObject);
        var point = Assert.Single(await folder.Points());
        Assert.Equal((1, point.Created.LocalDateTime, point.Created.LocalDateTime), (row[0].Properties["TotalRecoveryPoints"].Value, row[0].Properties["OldestRecoveryPoint"].Value, row[0].Properties["LatestRecoveryPoint"].Value));
    }
}
