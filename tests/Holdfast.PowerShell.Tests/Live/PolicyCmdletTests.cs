using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Testing.SqlServer.Instances;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>What policies say beside retention and schedules; read back from the server by the cmdlets that get it.</summary>
public sealed class PolicyCmdletTests(LiveServer server)
{
    [Fact]
    public async Task SetAndGet_WindowsChecksOptionsAndGoal_AreAtTheServer()
    {
        using var shell = new RealEngine();
        shell.Succeed("""
            $pg = New-DPMProtectionGroup -Name 'Windows and options'
            Set-DPMProtectionType $pg -ShortTerm Disk -LongTerm Online
            Set-DPMBackupWindow -ProtectionGroup $pg -DaysOfWeek @('Su','Mo','Sa') -StartTime 20:00 -DurationInHours 10
            Set-DPMDatasourceProtectionOption -ProtectionGroup $pg -AutoConsistencyCheck $false
            Set-DPMConsistencyCheckWindow -ProtectionGroup $pg -StartTime 22:00 -DurationInHours 12 -DaysOfWeek Sa
            Set-DPMProtectionJobStartTime -ProtectionGroup $pg -JobType ConsistencyCheck -StartTime 23:00 -MaximumDurationInHours 5
            Set-DPMPolicySchedule -ProtectionGroup $pg -OffsetInMinutes 7
            Set-DPMPolicyObjective -ProtectionGroup $pg -AlertThresholdInDays 21
            Set-DPMPolicyObjective -ProtectionGroup $pg -ColocateDatasources $false
            Set-DPMDatasourceProtectionOption -ProtectionGroup $pg -FileType .tmp -Add
            Set-DPMDatasourceProtectionOption -ProtectionGroup $pg -FileType .bak -Add
            Set-DPMDatasourceProtectionOption -ProtectionGroup $pg -FileType .bak -Remove
            Set-DPMDatasourceProtectionOption -ProtectionGroup $pg -Path 'cache/**' -ClientFileSpecOperation AddExclude
            Set-DPMReplicaCreationMethod -ProtectionGroup $pg -Later '2031-04-23 20:00'
            Set-DPMInitialOnlineBackupCreationMethod -ProtectionGroup $pg -IBMethod Network
            Set-DPMPerformanceOptimization -ProtectionGroup $pg -EnableCompression
            Set-DPMProtectionGroupSla -ProtectionGroup $pg -SLAInHours 24
            Set-DPMProtectionGroup -ProtectionGroup $pg
            """);
        var policy = (await server.Client.Group("Windows and options", TestContext.Current.CancellationToken)).Policy;
        Assert.Equal(("20:00", 600), (policy.BackupWindow!.Start, policy.BackupWindow.Minutes));
        Assert.Equal((7, 21, 24), (policy.StartOffsetMinutes, policy.StaleAfterDays, policy.SlaHours));

        const string group = "$pg = Get-DPMProtectionGroup | Where-Object Name -eq 'Windows and options'; ";
        Assert.Equal("20:00 10 Su Mo Sa", Text(shell, group + "Get-DPMBackupWindow $pg | ForEach-Object { \"$($_.Start) $($_.DurationInHours) $($_.DaysOfWeek)\" }"));
        Assert.Equal("23:00 5 Sa", Text(shell, group + "Get-DPMConsistencyCheckWindow $pg | ForEach-Object { \"$($_.Start) $($_.DurationInHours) $($_.DaysOfWeek)\" }"));
        Assert.Equal("23:00 5", Text(shell, group + "Get-DPMProtectionJobStartTime -ProtectionGroup $pg -JobType ConsistencyCheck | ForEach-Object { \"$($_.Start) $($_.MaximumDurationInHours)\" }"));
        Assert.Equal("False .tmp cache/**", Text(shell, group + "Get-DPMDatasourceProtectionOption $pg -FileSystem | ForEach-Object { \"$($_.AutoConsistencyCheck) $($_.ExcludedFileTypes) $($_.ExcludedPaths)\" }"));
        Assert.Equal("Later 2031-04-23 20:00", Text(shell, group + "(Get-DPMReplicaCreationMethod $pg).ToString()"));
        Assert.Equal("Network", Text(shell, group + "Get-DPMInitialOnlineBackupCreationMethod $pg"));
        Assert.Equal("7", Text(shell, group + "Get-DPMPolicySchedule $pg -OffsetSchedule"));
        Assert.Equal("30 Days", Text(shell, group + "(Get-DPMPolicyObjective $pg -LongTerm Online).ToString()"));
        Assert.Equal("14 True 21", Text(shell, group + "Get-DPMPolicyObjective $pg -ShortTerm | ForEach-Object { \"$($_.RetentionRangeDays) $($_.BeforeRecoveryPoint) $($_.AlertThresholdInDays)\" }"));
        Assert.Equal("24", Text(shell, group + "(Get-DPMProtectionGroupSla -ProtectionGroupId $pg.ProtectionGroupId).SLAInHours"));
        Assert.Equal("0", Text(shell, group + "$null = Set-DPMProtectionGroupSla $pg -SLAInHours 0; [int](Get-DPMProtectionGroupSla $pg.Name).SLAInHours"));
        Assert.Empty(shell.Succeed(group + "$m = $pg | Get-DPMModifiableProtectionGroup; Set-DPMProtectionJobStartTime $m -JobType ConsistencyCheck -Remove; Get-DPMProtectionJobStartTime $m"));
    }

    [Fact]
    public async Task AutoProtectIntent_InstanceWithACertificateOfItsOwn_JoinsByItsOptions()
    {
        using var strangers = new ListeningInstances();
        strangers.Place.Authority = server.SqlServers.Place.Authority;
        var instance = strangers.Start("SQL09");
        instance.Instance.Add(new SimulatedDatabase("Lab"));
        using var shell = new RealEngine();
        var failure = shell.Fail("Set-DPMAutoProtectIntent (New-DPMProtectionGroup -Name 'Never made') -SQLInstanceName sqlserver://db1/ -AutoProtectIntent Enable -ProductionServer localhost -Option 'transport'");
        Assert.Contains("NAME=VALUE", failure.Exception.Message, StringComparison.Ordinal);
        shell.Succeed($"""
            $pg = New-DPMProtectionGroup -Name 'By options'
            Set-DPMAutoProtectIntent -ProtectionGroup $pg -SQLInstanceName '{instance.Address}' -AutoProtectIntent Enable -ProductionServer localhost -Option 'trustServerCertificate=true', 'stripes=2'
            Set-DPMProtectionGroup -ProtectionGroup $pg
            Start-DPMAutoProtection
            Get-DPMJob -Datasource (Get-DPMDatasource -ProtectionGroup 'By options') | Wait-DPMJob
            """);
        Assert.Equal("stripes=2 trustServerCertificate=true", Text(shell, "Get-DPMAutoProtectIntent -ProtectionGroup 'By options' | ForEach-Object { \"$($_.Options)\" }"));
        var member = Assert.Single((await server.Client.Group("By options")).Sources);
        Assert.Equal(("Lab", 1, "2"), (member.Name, member.RecoveryPoints, member.Options!["stripes"]));
        strangers.AssertClean();
        await server.Client.StopProtection("By options", new StopProtectionRequest(DeleteData: true));
        await server.Client.DeleteGroup("By options");
    }

    [Fact]
    public async Task AutoProtectIntent_Folder_ItsFoldersJoin()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        shell.Succeed($"""
            $pg = New-DPMProtectionGroup -Name 'Joins by itself'
            Set-DPMProtectionType $pg -ShortTerm Disk
            Set-DPMReplicaCreationMethod $pg -Manual
            Set-DPMAutoProtectIntent -ProtectionGroup $pg -SQLInstanceName '{files.Path}' -AutoProtectIntent Enable -ProductionServer (Get-DPMProductionServer)[0]
            Set-DPMProtectionGroup $pg
            """);
        Assert.Equal($"{files.Path} Enable Disable", Text(shell, "Get-DPMAutoProtectIntent -ProtectionGroup 'Joins by itself' | ForEach-Object { \"$($_.SQLInstanceName) $($_.Intent) $($_.CloudIntent)\" }"));
        Assert.Contains("Joins by itself", shell.Succeed("Start-DPMAutoProtection | ForEach-Object Name").Select(name => name.ToString()));
        Assert.Equal(Path.Combine(files.Path, "inner"), Assert.Single((await server.Client.Group("Joins by itself", TestContext.Current.CancellationToken)).Sources).Path);
        Assert.Equal("1", Text(shell, "(Update-DPMProtectionGroup 'Joins by itself').NumberOfDatasources"));
        shell.Succeed($"""
            Set-DPMAutoProtectIntent -ProtectionGroup 'Joins by itself' -SQLInstanceName '{files.Path}' -AutoProtectIntent Disable -ProductionServer localhost
            """);
        Assert.Null((await server.Client.Group("Joins by itself", TestContext.Current.CancellationToken)).Policy.AutoProtect);
        var failure = shell.Fail("Set-DPMAutoProtectIntent -ProtectionGroup 'Joins by itself' -SQLInstanceName 'NOWHERE\\NONE' -AutoProtectIntent Enable -ProductionServer localhost");
        Assert.Equal(System.Management.Automation.ErrorCategory.ObjectNotFound, failure.CategoryInfo.Category);
    }

    private static string Text(RealEngine shell, string script) => Assert.Single(shell.Succeed(script)).ToString();
}
