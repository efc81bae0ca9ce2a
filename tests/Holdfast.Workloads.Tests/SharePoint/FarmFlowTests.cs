using Holdfast.Testing.Damage;
using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Points;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.Tests.SqlServer.Flows;

namespace Holdfast.Workloads.Tests.SharePoint;

/// <summary>Farms through the workload, against stand-ins of VSS and of SQL Server.</summary>
public sealed class FarmFlowTests
{
    [Fact]
    public void Backup_FullAndLog_MakesOnePointOfEachDatabasesChain()
    {
        using var farm = new ProtectedFarm();
        Assert.Equal(BackupType.Full, farm.Back(BackupType.Full).Document.Type);
        Assert.Equal([ProtectedFarm.Config, ProtectedFarm.Content], farm.State(0).Parts.Select(part => part.Folder));
        Assert.Equal(2, farm.Files(0).Count);
        Assert.Equal(BackupType.Log, farm.Back(BackupType.Log).Document.Type);
        Assert.Equal(2, farm.Files(1).Keys.Count(path => path.StartsWith(ProtectedFarm.Content + "/", StringComparison.Ordinal)));
        Assert.Contains(farm.Files(1).Keys, path => path.StartsWith(ProtectedFarm.Content + "/log/", StringComparison.Ordinal));
        Assert.Contains(farm.Files(1).Keys, path => path.StartsWith(ProtectedFarm.Config + "/full/", StringComparison.Ordinal));
        Assert.Equal(0, farm.Instance.OpenSessions);
        Assert.Contains(farm.Notes.All, note => note.Message!.Contains("Index0"));
    }

    [Fact]
    public void Backup_NewDatabase_JoinsByAFullBackup()
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        farm.Instance.Databases.Add(new SimulatedDatabase("WSS_New"));
        farm.Copies.Writers[0] = ProtectedFarm.Writer(ProtectedFarm.Database("SharePoint_Config", false), ProtectedFarm.Database("WSS_New", true));
        var point = farm.Back(BackupType.Log);
        Assert.Equal(BackupType.Full, point.Document.Type);
        Assert.Contains("WSS_New", point.Document.Why);
        Assert.Equal(["SharePoint_Config", "WSS_New"], farm.State(1).Parts.Select(part => part.Database.Name));
        Assert.Equal([BackupType.Log, BackupType.Full], farm.State(1).Parts.Select(part => part.Type));
    }

    /// <summary>Each statement of a backup of all databases fails once: no point, and no session left.</summary>
    [Fact]
    public void Backup_FailingAtEachStatement_LeavesNoPointAndNamesTheDatabase()
    {
        var (failures, named) = (0, 0);
        for (var step = 0; step < 300; step++)
        {
            using var farm = new ProtectedFarm();
            var number = 0;
            farm.Instance.Before = _ =>
            {
                if (number++ == step) throw new SqlFailure([3041], "BACKUP failed.");
            };
            try
            {
                farm.Back(BackupType.Full);
            }
            catch (WorkloadException fault)
            {
                failures++;
                if (fault.Message.Contains("a database of the farm")) named++;
                Assert.Empty(farm.Points);
                Assert.Equal(0, farm.Instance.OpenSessions);
                continue;
            }
            if (number <= step) break;
        }
        Assert.InRange(failures, 6, 299);
        Assert.Equal(failures, named);
    }

    [Fact]
    public void Recover_Farm_RestoresConfigurationFirstAndSaysWhatSharePointNeeds()
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        farm.Back(BackupType.Log);
        var ask = ProtectedFarm.Ask(RecoveryDestination.Original);
        var steps = farm.Plan(ask).Steps.ToList();
        Assert.Contains("stop the services", steps[0]);
        Assert.Contains("Suspend-SPEnterpriseSearchServiceApplication", steps[1]);
        Assert.StartsWith("SharePoint_Config on GENERATOR: ", steps[2]);
        Assert.True(steps.FindLastIndex(step => step.StartsWith("SharePoint_Config", StringComparison.Ordinal)) < steps.FindIndex(step => step.StartsWith("WSS_Content", StringComparison.Ordinal)));
        Assert.Contains("Resume-SPEnterpriseSearchServiceApplication", steps[^1]);
        Assert.Contains(farm.Plan(ask).Warnings, warning => warning.Contains("Index0"));
        farm.Recover(ask);
        Assert.All(farm.Instance.Databases, database => Assert.Equal(("ONLINE", true), (database.State, database.Restored.Count >= 2)));
    }

    [Fact]
    public void Recover_Site_RestoresACopyAndLeavesTheRestToTheObjectModel()
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        var ask = ProtectedFarm.Ask(RecoveryDestination.Instance, "WSS_Content:/sites/o'hara:Shared Documents/plan.docx");
        var plan = farm.Plan(ask);
        var script = Assert.Single(plan.Steps, step => step.Contains("Get-SPContentDatabase"));
        Assert.Contains("Get-SPContentDatabase -ConnectAsUnattachedDatabase -DatabaseName 'WSS_Content_Recovered' -DatabaseServer 'sql2'", script);
        Assert.Contains("$_.ServerRelativeUrl -eq '/sites/o''hara'", script);
        Assert.Contains("$address = '/sites/o''hara/Shared Documents/plan.docx'", script);
        Assert.Contains("$settings.UnattachedContentDatabase = $database", script);
        Assert.Contains("Import-SPWeb -Identity $Target", script);
        Assert.Contains("-UpdateVersions Add", script);
        Assert.Contains("ALTER DATABASE [WSS_Content_Recovered] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [WSS_Content_Recovered];", plan.Steps[^1]);
        Assert.All(plan.Parts.SelectMany(part => part.Paths), path => Assert.StartsWith(ProtectedFarm.Content, path));
        farm.Recover(ask);
        Assert.Equal("ONLINE", farm.Instance["WSS_Content_Recovered"].State);
        Assert.Empty(farm.Instance["WSS_Content"].Restored);
        Assert.DoesNotContain(farm.Instance.Log, statement => statement.Contains("AllDocs") || statement.Contains("INSERT") || statement.Contains("UPDATE "));
    }

    /// <summary>Addresses are text of whoever asks: none leaves its quotation marks, whichever PowerShell takes for some.</summary>
    [Fact]
    public void Plan_SiteWithQuotationMarks_StaysALiteral()
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        foreach (var mark in "'\u2018\u2019\u201a\u201b")
        {
            var steps = farm.Plan(ProtectedFarm.Ask(RecoveryDestination.Instance, $"WSS_Content:/sites/a{mark}; Remove-Item *; {mark}b")).Steps;
            Assert.Contains(steps, step => step.Contains($"'/sites/a{mark}{mark}; Remove-Item *; {mark}{mark}b'"));
        }
        var whole = farm.Plan(ProtectedFarm.Ask(RecoveryDestination.Instance, "WSS_Content:/sites/hr")).Steps.Single(step => step.Contains("SPExportSettings"));
        Assert.DoesNotContain("SPExportObject", whole);
        Assert.Contains("$settings.SiteUrl = $site.Url", whole);
    }

    [Theory]
    [InlineData("WSS_Content:", "'/'", "SPExportSettings")]
    [InlineData("WSS_Content:/", "'/'", "SPExportSettings")]
    [InlineData("WSS_Content:/:Lists/Tasks/", "'/'", "$address = '/Lists/Tasks'")]
    [InlineData("WSS_Content:/sites/hr/:/sub/web", "'/sites/hr'", "$address = '/sites/hr/sub/web'")]
    public void Plan_Addresses_AreThoseOfSharePoint(string item, string site, string line)
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        var script = farm.Plan(ProtectedFarm.Ask(RecoveryDestination.Instance, item)).Steps.Single(step => step.Contains("SPExportSettings"));
        Assert.Contains($"$_.ServerRelativeUrl -eq {site} }}", script);
        Assert.Contains(line, script);
    }

    [Theory]
    [InlineData(RecoveryDestination.Original, "WSS_Content:/sites/hr", "taken out of a copy")]
    [InlineData(RecoveryDestination.Original, "SharePoint_Config", "with the whole farm alone")]
    [InlineData(RecoveryDestination.Instance, "SharePoint_Config", "with the whole farm alone")]
    [InlineData(RecoveryDestination.Instance, null, "as a whole")]
    public void Plan_WhatSharePointDoesNotAllow_IsRefused(RecoveryDestination destination, string? item, string why)
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        var fault = Assert.Throws<WorkloadException>(() => farm.Plan(ProtectedFarm.Ask(destination, item is null ? [] : [item])));
        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.Contains(why, fault.Message);
    }

    [Theory]
    [InlineData("Missing")]
    [InlineData(":/sites/hr")]
    [InlineData("WSS_Content:/a\nb")]
    [InlineData("WSS_Content:/sites/hr:")]
    public void Plan_ItemThatIsNone_IsRefused(string item)
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => farm.Plan(ProtectedFarm.Ask(RecoveryDestination.Instance, item))).Fault);
    }

    [Fact]
    public void Recover_Database_IsDismountedAndMountedByHand()
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        var steps = farm.Plan(ProtectedFarm.Ask(RecoveryDestination.Original, "wss_content")).Steps;
        Assert.Contains("Dismount-SPContentDatabase 'WSS_Content'", steps[0]);
        Assert.Contains("Mount-SPContentDatabase 'WSS_Content' -WebApplication URL -DatabaseServer 'GENERATOR'", steps[^1]);
    }

    [Fact]
    public void Recover_ToAFolder_WritesEachDatabaseWithItsStatements()
    {
        using var farm = new ProtectedFarm();
        farm.Back(BackupType.Full);
        var folder = Path.Combine(farm.Root, "out");
        farm.Recover(ProtectedFarm.Ask(RecoveryDestination.Folder) with { Folder = folder });
        Assert.Contains("RESTORE DATABASE [WSS_Content]", File.ReadAllText(Path.Combine(folder, ProtectedFarm.Content, "restore.sql")));
        Assert.True(File.Exists(Path.Combine(folder, ProtectedFarm.Config, "restore.sql")));
    }

    [Fact]
    public void Drill_IsAsDeepAsTheLeastOfItsDatabases()
    {
        using var farm = new ProtectedFarm();
        var point = farm.Back(BackupType.Full);
        var task = new DrillTask(farm.Context, point, farm.Points, null, farm.Notes, farm.Held);
        var sound = farm.Workload.Drill(task, farm.Held, CancellationToken.None);
        Assert.True(sound.IsSound);
        farm.Files(0)[farm.Files(0).Keys.First(path => path.StartsWith(ProtectedFarm.Content, StringComparison.Ordinal))].AsSpan(0, 2000).Clear();
        Assert.False(farm.Workload.Drill(task, farm.Held, CancellationToken.None).IsSound);
    }

    [Fact]
    public void Describe_SumsTheDatabases()
    {
        using var farm = new ProtectedFarm();
        var facts = farm.Workload.Describe(farm.Context, CancellationToken.None);
        Assert.Equal(("SharePoint farm of wfe1", "2 databases", farm.Instance.Databases.Sum(database => (long)database.Pages.Length)), (facts.Name, facts.Version, facts.Size));
        Assert.Contains(facts.Warnings, warning => warning.Contains("Index0"));
    }

    [Fact]
    public void Read_FiveThousandDamagedStates_AreReadOrRefused()
    {
        using var farm = new ProtectedFarm();
        var point = farm.Back(BackupType.Full).Document;
        var (read, refused) = Mutations.Run(20_261_104, 5000, [point.State], stream =>
        {
            foreach (var part in FarmDocument.Read(point with { State = stream.ToArray() }).Parts) _ = FarmDocument.Of(part, "sqlServer");
        }, error => error is WorkloadException { Fault: WorkloadFault.NotRecoverable });
        Assert.InRange(read, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }
}
