using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Testing.SqlServer.Instances;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>The scripts of docs/migrating-from-dpm.md, as they stand there.</summary>
public sealed class SampleScriptTests(LiveServer server)
{
    [Fact]
    public async Task Scripts1_3_4_6And7_OfAGroup_CreateChangeBackUpListAndReport()
    {
        using var folder = new Folder();
        using var shell = new RealEngine();
        SampleScripts.Run(shell, 1, $"-GroupName 'Script group' -Folder '{folder.Path}'");
        var group = await server.Client.Group("Script group");
        Assert.Equal((10, 360), (group.RetentionDays, group.Policy.SynchronizationMinutes));
        Assert.Equal(["12:00", "18:00"], group.Policy.RecoveryPoints!.Times);
        Assert.Equal(1, Assert.Single(group.Sources).RecoveryPoints);

        SampleScripts.Run(shell, 3, "-GroupName 'Script group' -Days 30");
        Assert.Equal(30, (await server.Client.Group("Script group")).RetentionDays);

        SampleScripts.Run(shell, 4, "-GroupName 'Script group'");
        Assert.Equal(2, Assert.Single((await server.Client.Group("Script group")).Sources).RecoveryPoints);

        Assert.DoesNotContain(SampleScripts.Run(shell, 6), row => (string)row.Properties["ProtectionGroupName"].Value == "Script group");
        var stale = Assert.Single(SampleScripts.Run(shell, 6, "-Hours 0"), row => (string)row.Properties["ProtectionGroupName"].Value == "Script group");
        Assert.NotNull(stale.Properties["LatestRecoveryPoint"].Value);

        SampleScripts.Run(shell, 7, $"-File '{folder.Path}/report.csv'");
        var report = await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.csv"));
        Assert.Contains("\"recoveryPoint\"", report, StringComparison.Ordinal);
        Assert.Contains("\"replicaCreation\"", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts2And5_InstanceOfSqlServer_DatabasesJoinAndOneGoesToAnotherInstance()
    {
        var (first, second) = (server.SqlServers.Start("SQL01"), server.SqlServers.Start("SQL02"));
        first.Instance.Add(new SimulatedDatabase("Orders"));
        using var shell = new RealEngine();
        // Its default is an instance: without the slash at its end it would be a database.
        Assert.Contains("$Instance = 'sqlserver://sql01/PROD/'", SampleScripts.Text(shell, 2, ""), StringComparison.Ordinal);
        var computer = shell.Succeed("(Get-DPMProductionServer | Where-Object IsBackupServer).ServerName").Single();
        SampleScripts.Run(shell, 2, $"-GroupName 'Script SQL' -Instance '{first.Address}' -Computer '{computer}'");
        Assert.Equal(["Orders"], await Members());
        var group = await server.Client.Group("Script SQL");
        Assert.Equal((14, 15, first.Address), (group.RetentionDays, group.Policy.SynchronizationMinutes, Assert.Single(group.Policy.AutoProtect!).Path));

        first.Instance.Add(new SimulatedDatabase("Invoices") { Family = Guid.NewGuid() });
        shell.Succeed("Start-DPMAutoProtection");
        Assert.Equal(["Invoices", "Orders"], await Members());

        first.Instance.Commit("Orders", "before the log");
        shell.Succeed("$job = Get-DPMDatasource | Where-Object Name -eq Orders | New-DPMRecoveryPoint -Disk -DiskRecoveryPointOption WithSynchronize; $job | Wait-DPMJob");
        // The group's own synchronization may follow at any moment, and bring what comes now.
        var before = shell.Succeed("(Get-Date).ToString('o')").Single();
        first.Instance.Commit("Orders", "after it");
        SampleScripts.Run(shell, 5, $"-Database 'Orders' -Instance '{second.Address}' -NewName 'Orders of yesterday' -Before '{before}'");
        var copy = second.Instance["Orders of yesterday"];
        Assert.Equal(("ONLINE", "before the log"), (copy.State, Assert.Single(copy.Commits).Row));
        first.RefuseStrangers();
        second.RefuseStrangers();
        await server.Client.StopProtection("Script SQL", new StopProtectionRequest(DeleteData: true));
    }

    [Fact]
    public void Script10_ConnectedVault_PassesAndListsCriticalAlerts()
    {
        using var shell = new RealEngine();
        Assert.All(SampleScripts.Run(shell, 10), alert => Assert.Equal("Critical", alert.Properties["Severity"].Value));
    }

    /// <summary>Databases of the group; each has its first recovery point.</summary>
    private async Task<IEnumerable<string>> Members()
    {
        foreach (var job in (await server.Client.Jobs()).Jobs)
            if (!job.HasEnded) await server.Client.WaitForJob(job.Id, null, TimeSpan.FromSeconds(1));
        var sources = (await server.Client.Group("Script SQL")).Sources;
        Assert.All(sources, source => Assert.True(source.RecoveryPoints > 0, source.Name));
        return sources.Select(source => source.Name).Order();
    }

    private sealed class Folder : IDisposable
    {
        internal string Path { get; } = Directory.CreateTempSubdirectory("holdfast-script-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
