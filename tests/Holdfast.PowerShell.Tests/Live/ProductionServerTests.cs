using System.Management.Automation;
using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class ProductionServerTests(LiveServer server)
{
    [Fact]
    public void Get_ServerWithoutAgents_IsTheComputerItself()
    {
        using var shell = new RealEngine();
        var here = Assert.Single(shell.Succeed("Get-ProductionServer -DPMServerName localhost | Where-Object { ($_.servername) –contains [Environment]::MachineName }"));
        Assert.Equal(true, here.Properties["IsBackupServer"].Value);
        Assert.Equal("upToDate", Assert.Single(shell.Succeed("Get-DPMProductionServer | Update-DPMProductionServer")).Properties["State"].Value);
    }

    [Fact]
    public async Task DisableAndEnable_GroupOfItsOwn_IsSuspendedAndResumed()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        await server.Client.Protect(new ProtectRequest([files.Path], "Of this computer"), TestContext.Current.CancellationToken);
        shell.Succeed("Disable-DPMProductionServer -ProductionServer localhost -WhatIf");
        Assert.False((await server.Client.Group("Of this computer", TestContext.Current.CancellationToken)).Suspended);
        shell.Succeed("Get-DPMProductionServer | Disable-DPMProductionServer");
        Assert.True((await server.Client.Group("Of this computer", TestContext.Current.CancellationToken)).Suspended);
        shell.Succeed("Enable-DPMProductionServer -ProductionServer localhost");
        Assert.False((await server.Client.Group("Of this computer", TestContext.Current.CancellationToken)).Suspended);
    }

    [Fact]
    public void Find_UnknownName_SaysWhichThereAre()
    {
        using var shell = new RealEngine();
        var failure = shell.Fail("Update-DPMProductionServer -ProductionServer nowhere");
        Assert.Contains("nowhere", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-DPMProductionCluster", "listener")]
    [InlineData("Get-DPMProductionVirtualName -ProductionCluster c1", "-Inquire")]
    [InlineData("Start-DPMProductionServerSwitchProtection -ProductionServer (Get-DPMProductionServer)", "holdfast agent enroll")]
    [InlineData("Start-DPMSwitchProtection -ProtectionGroup g", "holdfast external add")]
    [InlineData("Copy-DPMDatasourceReplica -Datasource d -CheckReplicaFragmentation", "holdfast verify")]
    [InlineData("Update-DPMDiskStorage -Volume v -FriendlyName fast", "share all disks")]
    [InlineData("Set-DPMDatasourceDiskAllocation -Datasource d -MigrateDatasourceDataFromDPM -TargetStorage t", "Remove-DPMDiskStorage")]
    [InlineData("Set-DPMCredentials -Type Certificate -Action Configure -Thumbprint 00", "holdfast agent token")]
    [InlineData("New-DPMServerScope -AlertType x", "Where-Object")]
    [InlineData("Get-DPMMaintenanceJobStartTime -MaintenanceJob CatalogPruning", "holdfast pool collect")]
    [InlineData("Set-DPMMaintenanceJobStartTime -MaintenanceJob CatalogPruning -StartTime 05:00", "holdfast pool collect")]
    [InlineData("Set-DPMGlobalProperty -LibraryRefreshInterval 5", "tape")]
    [InlineData("Set-DPMGlobalProperty -IsNetworkChecksumRequired $false", "hash")]
    [InlineData("Get-DPMGlobalProperty -PropertyName KnownVMMServers", "-Inquire")]
    [InlineData("Get-DPMAccessLicense -LicenseName Enterprise", "instances")]
    [InlineData("Add-DPMBackupNetworkAddress -Address 10.10.0.0/24 -SequenceNumber 1", "own address")]
    [InlineData("Add-DPMBackupNetworkAddress -Address 10.10.0.1 -SequenceNumber 2", "agentServerName")]
    public void Refused_WithoutCounterpart_SaysWhatToDoInstead(string command, string instead)
    {
        using var shell = new RealEngine();
        var failure = shell.Fail(command);
        Assert.StartsWith("Holdfast400005", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, failure.CategoryInfo.Category);
        Assert.Contains(instead, failure.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
