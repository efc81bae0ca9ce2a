using Holdfast.Testing;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.Tests.ShadowCopies.Documents;

/// <summary>Documents that VSS of Windows Server 2012 wrote, with SQL Server 2017.</summary>
public sealed class RealDocumentTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["SystemRoot"] = @"C:\Windows", ["WinDir"] = @"C:\Windows", ["ProgramData"] = @"C:\ProgramData" };

    public static TheoryData<int, string, WriterUsage, int, int, int, int> Writers => new()
    {
        { 0, "Task Scheduler Writer", WriterUsage.BootableSystemState, 1, 2, 0, 0 },
        { 1, "VSS Metadata Store Writer", WriterUsage.BootableSystemState, 1, 1, 0, 0 },
        { 2, "Performance Counters Writer", WriterUsage.BootableSystemState, 1, 8, 0, 0 },
        { 3, "System Writer", WriterUsage.BootableSystemState, 2, 18995, 0, 0 },
        { 4, "SqlServerWriter", WriterUsage.UserData, 5, 10, 2, 0 },
        { 5, "Shadow Copy Optimization Writer", WriterUsage.UserData, 0, 0, 0, 17 },
        { 6, "ASR Writer", WriterUsage.BootableSystemState, 10, 1, 0, 0 },
        { 7, "Registry Writer", WriterUsage.BootableSystemState, 1, 9, 5, 0 },
        { 8, "BITS Writer", WriterUsage.SystemService, 0, 0, 3, 0 },
        { 9, "COM+ REGDB Writer", WriterUsage.BootableSystemState, 1, 1, 0, 0 },
        { 10, "WMI Writer", WriterUsage.SystemService, 1, 1, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Writers))]
    public void ReadWriter_RealDocument_GivesAllOfItAndKnowsEveryName(int number, string name, WriterUsage usage, int components, int fileSets, int excluded, int notInSnapshot)
    {
        var writer = Writer(number);
        Assert.Equal((name, usage), (writer.Name, writer.Usage));
        Assert.Equal(components, writer.Components.Count);
        Assert.Equal(fileSets, writer.Components.Sum(component => component.Files.Count));
        Assert.Equal((excluded, notInSnapshot), (writer.Excluded.Count, writer.NotInSnapshot.Count));
        Assert.Empty(writer.Unknown);
        Assert.NotEqual(WriterSource.Undefined, writer.Source);
        Assert.All(writer.Components.SelectMany(component => component.Files), set => Assert.Equal(FileNeeds.Usual, set.Needs));
    }

    [Fact]
    public void ReadWriter_SqlServer_GivesItsDatabasesAndWhatItCanDo()
    {
        var writer = Writer(4);
        Assert.Equal(SqlWriterRestore.Writer, writer.Writer);
        Assert.Equal("Microsoft SQL Server 2017:SQLWriter", writer.InstanceName);
        Assert.Equal(BackupSchema.Differential | BackupSchema.Copy | BackupSchema.Timestamped | BackupSchema.LastModify | BackupSchema.NewTarget | BackupSchema.RestoreWithMove, writer.Schema);
        Assert.Equal((RestoreMethod.IfCanReplace, WriterParticipation.Always, false), (writer.Restore!.Method, writer.Restore.Participation, writer.Restore.NeedsReboot));
        var local = writer.Components[^1];
        Assert.Equal(@"WIN2012-SQL17-2\local1", local.Path.Full);
        Assert.True(local.IsSelectable && local.IsSelectableForRestore && local.HearsOfCompletion);
        Assert.Equal(ComponentTraits.RollbackRecovery, local.Traits);
        Assert.Equal([new FileSet(@"C:\SQL_LOCAL_DBS\MSSQL14.MSSQLSERVER\MSSQL\DATA", "local1.mdf", false), new FileSet(@"C:\SQL_LOCAL_DBS\MSSQL14.MSSQLSERVER\MSSQL\DATA", "local1_log.ldf", false)], local.Files);
        Assert.Equal(WriterSource.TransactedDatabase, writer.Source);
    }

    [Fact]
    public void ReadWriter_OfTwoMegabytes_TakesAtMostSixteenMebibytes()
    {
        var bytes = Bytes("WM3.xml");
        VssDocuments.ReadWriter(new MemoryStream(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();
        VssDocuments.ReadWriter(new MemoryStream(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 16 << 20);
    }

    [Fact]
    public void ReadComponents_RealDocument_GivesWhatWasChosenAndTheWritersMetadata()
    {
        using var file = File.OpenRead(Find("BCDocument.xml"));
        var document = VssDocuments.ReadComponents(file);
        Assert.Equal((ShadowBackupType.Full, true, true, false), (document.Type, document.HasComponents, document.IsBootableSystemState, document.HasPartialFiles));
        Assert.Equal(new Guid("4ad2e8b1-faf2-4aca-a010-2c3f939cef62"), document.SnapshotSet);
        Assert.Equal(8, document.Writers.Count);
        Assert.Empty(document.Unknown);
        var sql = Assert.Single(document.Writers, writer => writer.Writer == SqlWriterRestore.Writer);
        var local = Assert.Single(sql.Components);
        Assert.Equal((@"WIN2012-SQL17-2\local1", ComponentKind.FileGroup, "CAAAAMQv3+t4udUB"), (local.Path.Full, local.Kind, local.BackupStamp));
        Assert.Empty(local.Notes);
        Assert.Equal(["System Files", "Win32 Services Files"], document.Writers[3].Components.Select(component => component.Path.Name));
    }

    /// <summary>The note of SqlServerWriter is the front of a backup file: its facts are what a chain of logs goes on from.</summary>
    [Fact]
    public void ReadMetadata_OfSqlServer_GivesTheFactsOfTheBackup()
    {
        using var file = File.OpenRead(Find("BCDocument.xml"));
        var noted = VssDocuments.ReadComponents(file).Writers.Single(writer => writer.Writer == SqlWriterRestore.Writer).Components[0].Metadata;
        var set = MediaSet.From(WriterBackupMetadata.Read(noted).Report, RecoveryModel.Full);
        Assert.NotNull(set);
        Assert.Equal(("local1", "WIN2012-SQL17-2", BackupSetKind.Full, 14), (set.Database, set.Server, set.Kind, set.Version));
        Assert.Equal(("36000000100500037", "36000000102200001", "36000000100500037"), (set.First.ToString(), set.Last.ToString(), set.Checkpoint.ToString()));
        Assert.Equal(2019, set.Started.Year);
        Assert.Equal([@"C:\SQL_LOCAL_DBS\MSSQL14.MSSQLSERVER\MSSQL\DATA\local1.mdf", @"C:\SQL_LOCAL_DBS\MSSQL14.MSSQLSERVER\MSSQL\DATA\local1_log.ldf"], set.Files.Select(database => database.PhysicalName));
        Assert.Equal(['D', 'L'], set.Files.Select(database => database.Type));
    }

    [Fact]
    public void ReadManifest_RealList_NamesTheCopyAndEveryDocument()
    {
        using var file = File.OpenRead(Find("Manifest.xml"));
        var manifest = VssDocuments.ReadManifest(file);
        Assert.Equal((new Guid("4ad2e8b1-faf2-4aca-a010-2c3f939cef62"), "WIN2012-SQL17-2", "BCDocument.xml"), (manifest.SnapshotSet, manifest.Computer, manifest.ComponentsFile));
        Assert.Equal((@"C:\", "LocVolumeShadow"), (manifest.Copies.Single().Volume, manifest.Copies.Single().Alias));
        Assert.Equal(11, manifest.Writers.Count);
        Assert.Equal(Enumerable.Range(0, 11).Select(number => Writer(number).Name), manifest.Writers.Select(writer => writer.Name));
        Assert.Empty(manifest.Unknown);
    }

    [Fact]
    public void Plan_RealWriters_TakesWhatDiskShadowTook()
    {
        var writers = Enumerable.Range(0, 11).Select(Writer).ToList();
        using var file = File.OpenRead(Find("BCDocument.xml"));
        var document = VssDocuments.ReadComponents(file);
        WriterWish[] wishes = [.. document.Writers.Select(writer => new WriterWish(writer.Writer, [.. writer.Components.Select(component => component.Path)]))];
        var plan = BackupPlanner.Plan(writers, wishes, ShadowBackupType.Full, Environment, BackupPlanner.NamedVolume);
        Assert.Equal(
            document.Writers.SelectMany(writer => writer.Components.Select(component => (writer.Writer, component.Path.Full))).Order(),
            plan.Explicit.Select(component => (component.Writer.Writer, component.Component.Path.Full)).Order());
        Assert.Equal([@"C:\"], plan.Volumes);
        Assert.Contains(plan.FileSets, set => set.Path == @"C:\Windows\System32\Tasks" && set.IsRecursive);
    }

    [Fact]
    public void Plan_SystemState_TakesCriticalVolumesOfTheAsrWriterAndItsBootFiles()
    {
        var writers = Enumerable.Range(0, 11).Select(Writer).ToList();
        var plan = BackupPlanner.Plan(writers, WriterWish.Of(writers, WriterUsage.BootableSystemState, WriterUsage.SystemService), ShadowBackupType.Full, Environment, BackupPlanner.NamedVolume);
        Assert.Equal(10 + 1 + 1 + 1 + 2 + 1 + 1 + 1, plan.Components.Count);
        Assert.All(plan.Components, component => Assert.True(component.IsExplicit));
        Assert.Equal([@"C:\", @"\\?\Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}\"], plan.Volumes.Order(StringComparer.Ordinal));
        Assert.InRange(plan.FileSets.Count, 18000, 19100);
    }

    [Fact]
    public void Plan_RestoreOfRealDocuments_PutsWindowsBeforeData()
    {
        var writers = Enumerable.Range(0, 11).Select(Writer).ToList();
        using var file = File.OpenRead(Find("BCDocument.xml"));
        var plan = RestorePlanner.Plan(VssDocuments.ReadComponents(file), writers, []);
        Assert.Equal(
            ["COM+ REGDB Writer", "Performance Counters Writer", "Registry Writer", "System Writer", "Task Scheduler Writer", "VSS Metadata Store Writer", "WMI Writer", "SqlServerWriter"],
            plan.Steps.Select(step => step.Writer.Name));
        Assert.True(plan.NeedsReboot);
        Assert.Equal([false, false, false, false, false, false, false, true], plan.Steps.Select(step => step.HearsOfIt));
        Assert.Equal(2, plan.Steps[^1].FileSets.Count);
        Assert.Empty(plan.Warnings);
    }

    internal static string Find(string name)
    {
        var path = Artefacts.Find(Path.Combine("vss", "with_sql", name));
        Assert.SkipWhen(path is null, Artefacts.Absent);
        return path;
    }

    internal static byte[] Bytes(string name) => File.ReadAllBytes(Find(name));

    private static WriterMetadata Writer(int number)
    {
        using var file = File.OpenRead(Find($"WM{number}.xml"));
        return VssDocuments.ReadWriter(file);
    }
}
