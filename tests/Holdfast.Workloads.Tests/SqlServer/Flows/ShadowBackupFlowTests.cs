using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>Backups by shadow copies through the whole workload, against stand-ins of the instance, of its writer, and of VSS.</summary>
public sealed class ShadowBackupFlowTests
{
    private const string Folder = "full/20260301T110000Z-vss";

    [Fact]
    public void Backup_Full_HoldsFilesDocumentsAndTheWritersFacts()
    {
        using var db = new Protected("vss");
        var point = db.Back(BackupType.Full);
        Assert.Equal([$"{Folder}/components.xml", $"{Folder}/files/D/data/Sales.mdf", $"{Folder}/files/D/data/Sales_log.ldf", $"{Folder}/metadata.bak", $"{Folder}/writer.xml"], db.Files(0).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(db.Instance["Sales"].Pages, db.Files(0)[$"{Folder}/files/D/data/Sales.mdf"]);
        var set = Assert.Single(db.State(0).Sets);
        Assert.True(set is { IsShadowCopy: true, Kind: BackupSetKind.Full, CopyOnly: false, Server: "GENERATOR", Database: "Sales" });
        Assert.Equal(("40000000010000001", "40000000010500001"), (set.First.ToString(), set.Last.ToString()));
        Assert.Equal((BackupType.Full, ConsistencyGuarantee.Application, "40000000010500001"), (point.Document.Type, point.Document.Guarantee, point.Document.End));
        Assert.Equal([set.Id], db.Writer.Bases);
        Assert.Equal(2, VssDocuments.ReadWriter(new MemoryStream(db.Files(0)[$"{Folder}/writer.xml"])).Components.Count);
        Assert.Empty(db.Instance.Log);
        Clean(db);
    }

    [Fact]
    public void Backup_NotCommitted_TellsTheWriterThatItWasAborted()
    {
        using var db = new Protected("vss");
        db.Back(BackupType.Full, commit: false);
        Assert.Equal(["AbortBackup", "DeleteSnapshots"], db.Copies.Calls.TakeLast(2));
        Assert.DoesNotContain("SetBackupSucceeded", db.Copies.Calls);
        Assert.Empty(db.Writer.Bases);
        Clean(db);
    }

    [Fact]
    public void Backup_SucceedsForTheWriter_OnlyAfterThePointIsDurable()
    {
        using var db = new Protected("vss");
        using var pending = db.Workload.Backup(new BackupTask(db.Context, BackupType.Full, null, null, false, db.Notes, db.Held), new FakeSink(null), CancellationToken.None);
        Assert.Equal("SaveAsXML", db.Copies.Calls.Last(call => !call.Contains('.')).Replace("Xml", "XML", StringComparison.Ordinal));
        Assert.Single(db.Copies.Snapshots);
        pending.Committed(CancellationToken.None);
        Assert.Equal(["SetBackupSucceeded", "BackupComplete"], db.Copies.Calls.SkipWhile(call => call != "SetBackupSucceeded").Take(2));
        Clean(db);
    }

    [Fact]
    public void Backup_LogsAndDifferentials_GoTheOtherWayAndBecomeFull()
    {
        using var db = new Protected("vss");
        db.Back(BackupType.Full);
        var log = db.Back(BackupType.Log);
        Assert.Equal((BackupType.Log, null), (log.Document.Type, log.Document.Why));
        Assert.Equal(["BACKUP LOG [Sales] TO VIRTUAL_DEVICE WITH FORMAT, CHECKSUM, NO_COMPRESSION"], db.Instance.Log);
        Assert.Equal(6, db.Files(1).Count);
        Assert.Contains($"{Folder}/files/D/data/Sales.mdf", db.Sink!.KeptPaths);
        var full = db.Back(BackupType.Incremental);
        Assert.Equal(BackupType.Full, full.Document.Type);
        Assert.Contains("a shadow copy holds all", full.Document.Why);
        Assert.Equal(5, db.Files(2).Count);
        Assert.Equal(2, db.Writer.Bases.Count);
        // The chain goes on over the new full backup, and moments of the log before it are reached from the earlier point.
        db.Back(BackupType.Log);
        Assert.NotNull(new ChainPlanner(db.State(3).Sets).Plan(new RestoreTarget.Newest()).Plan);
        Assert.Empty(Directory.EnumerateFiles(db.Keep));
    }

    [Fact]
    public void Backup_LogThroughTheEndpoint_WhereItIsSetSo()
    {
        using var db = new Protected("vss");
        db.Options["logTransport"] = "objects";
        db.Back(BackupType.Full);
        db.Back(BackupType.Log);
        Assert.Contains("BACKUP LOG [Sales] TO URL WITH FORMAT, CHECKSUM, NO_COMPRESSION", db.Instance.Log);
    }

    [Fact]
    public void Backup_Aligned_CutsAtPages()
    {
        using var db = new Protected("vss");
        db.Options["pagesPerChunk"] = "2";
        db.Back(BackupType.Full);
        Assert.Equal(2, db.State(0).PagesPerChunk);
    }

    [Theory]
    [InlineData("StartSnapshotSet")]
    [InlineData("PrepareForBackup")]
    [InlineData("DoSnapshotSet")]
    [InlineData("GetSnapshotProperties")]
    [InlineData("SaveAsXml")]
    [InlineData("GetWriterStatus")]
    public void Backup_ServiceRefuses_LeavesNothingAndSaysWhy(string call)
    {
        using var db = new Protected("vss");
        db.Writer.Refuses = call;
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.ApplicationFailed, fault.Fault);
        Assert.Contains("another try would fail as well", fault.Message);
        Assert.Contains("AbortBackup", db.Copies.Calls);
        Clean(db);
    }

    [Fact]
    public void Backup_WriterCannotTakeNote_LeavesThePointAndSaysSo()
    {
        using var db = new Protected("vss");
        db.Writer.Fails = step => step == "BackupComplete" ? unchecked((int)0x800423f4) : null;
        Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Single(db.Points);
        Clean(db);
    }

    [Fact]
    public void Backup_OfAnotherDatabase_DoesNotCount() => Wrong(db => db.Writer.Noted = set => set with { Database = "Other" }, "a backup of Other came");

    [Fact]
    public void Backup_OfAnotherServer_DoesNotCount() => Wrong(db => db.Writer.Noted = set => set with { Server = "ELSEWHERE" }, "comes from server ELSEWHERE");

    [Fact]
    public void Backup_OfAnotherKind_DoesNotCount() => Wrong(db => db.Writer.Noted = set => set with { Type = 'L' }, "a Log backup came");

    [Fact]
    public void Backup_OfADatabaseMadeAnew_DoesNotCount() => Wrong(db => db.Writer.Noted = set => set with { FamilyGuid = Guid.NewGuid() }, "made anew");

    [Fact]
    public void Backup_WithADamagedPage_DoesNotCount() => Wrong(db => db.Instance["Sales"].Pages[(5 * GeneratedPages.PageLength) + 2000] ^= 4, "1 pages of D:\\data\\Sales.mdf are damaged, the first is 1:5");

    [Fact]
    public void Backup_FileThatTheWriterDoesNotName_DoesNotCount() =>
        Wrong(db => db.Copies.Writers[0] = db.Copies.Writers[0].Replace("filespec=\"Sales_log.ldf\"", "filespec=\"Elsewhere.ldf\"", StringComparison.Ordinal), "does not hold D:\\data\\Sales_log.ldf");

    [Fact]
    public void Backup_WriterNotedNothing_DoesNotCount() => Wrong(db => db.Copies.Metadata = _ => null, "noted nothing");

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not base 64")]
    [InlineData("DAAAAFRBUEUAAAAAAAAAAAAAAAA=")]
    public void Backup_WriterNotedNonsense_DoesNotCount(string note) => Wrong(db => db.Copies.Metadata = _ => note, "cannot be read");

    [Fact]
    public void Backup_DatabaseUnknownToTheWriter_IsRefusedWithTheReason()
    {
        using var db = new Protected("vss");
        db.Copies.Writers[0] = db.Writer.Document("ANOTHER");
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.Contains("own computer", fault.Remedy);
        db.Copies.Writers.Clear();
        Assert.Contains("SQL Server VSS Writer", Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full)).Remedy);
        Clean(db);
    }

    [Fact]
    public void Backup_FileStream_IsAmongTheFiles()
    {
        using var db = new Protected("vss");
        db.Copies.Writers[0] = db.Writer.Document(more: "<FILE_LIST path=\"D:\\fs\" filespec=\"*\" recursive=\"yes\"/>");
        db.Copies.Memory.Content[@"D:\fs\a\0001"] = [1, 2, 3];
        db.Back(BackupType.Full);
        Assert.Equal([1, 2, 3], db.Files(0)[$"{Folder}/files/D/fs/a/0001"]);
    }

    [Fact]
    public void Backup_MoreFilesThanAPointHolds_IsRefused()
    {
        using var db = new Protected("vss");
        db.Copies.Writers[0] = db.Writer.Document(more: "<FILE_LIST path=\"D:\\fs\" filespec=\"*\" recursive=\"yes\"/>");
        for (var number = 0; number < ShadowItems.Most; number++) db.Copies.Memory.Content[$@"D:\fs\{number}"] = [];
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full)).Fault);
        Clean(db);
    }

    [Theory]
    [InlineData(null, WorkloadFault.NotHere)]
    [InlineData("not elevated", WorkloadFault.RightMissing)]
    public void Backup_WhereThereAreNoShadowCopies_IsRefusedBeforeAnything(string? reason, WorkloadFault fault)
    {
        using var db = new Protected(reason is null ? "vdi" : "vss");
        db.Options["transport"] = "vss";
        db.Copies.NotReady = reason;
        Assert.Equal(fault, Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full)).Fault);
        Assert.Equal(fault, Assert.Throws<WorkloadException>(() => db.Workload.Describe(db.Context, CancellationToken.None)).Fault);
        Assert.Empty(db.Copies.Calls);
        Assert.Equal(0, db.Instance.OpenSessions);
    }

    [Fact]
    public void Describe_SaysWhatShadowCopiesCanDo()
    {
        using var db = new Protected("vss");
        db.Instance["Sales"].LogFrom = 1;
        var facts = db.Workload.Describe(db.Context, CancellationToken.None);
        Assert.Equal([BackupType.Full, BackupType.Log], facts.Types);
        Assert.Contains(facts.Warnings, warning => warning.Contains("Logs come by vdi"));
    }

    [Fact]
    public void Backup_ReadEverything_FindsDamageInTheSnapshotThatIsKept()
    {
        using var db = new Protected("vss");
        db.Back(BackupType.Full);
        Assert.Equal(BackupType.Log, db.Back(BackupType.Log, readEverything: true).Document.Type);
        db.Files(1)[$"{Folder}/files/D/data/Sales.mdf"][9000] ^= 1;
        Assert.Equal(BackupType.Full, db.Back(BackupType.Log, readEverything: true).Document.Type);
        Assert.Equal(1, db.Notes.Count(NoteKind.ContentDiffers));
    }

    private static void Wrong(Action<Protected> spoil, string message)
    {
        using var db = new Protected("vss");
        spoil(db);
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.ContentWrong, fault.Fault);
        Assert.Contains(message, fault.Message);
        Assert.Contains("AbortBackup", db.Copies.Calls);
        Assert.Empty(db.Writer.Bases);
        Clean(db);
    }

    private static void Clean(Protected db)
    {
        Assert.Empty(db.Copies.Snapshots);
        Assert.Equal((0, 0, 0), (db.Copies.OpenRequesters, db.Copies.LeftBehind, db.Instance.OpenSessions));
    }
}
