using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>Backups through the whole workload, against a stand-in instance and desk.</summary>
public sealed class BackupFlowTests
{
    [Fact]
    public void Backup_First_IsFullByExactlyTheseStatements()
    {
        using var db = new Protected();
        var point = db.Back(BackupType.Log);
        Assert.Equal(["CREATE CREDENTIAL [] WITH IDENTITY = N'S3 Access Key', SECRET = N'AKID0123456789:S3cretS3cretS3cret99'", "BACKUP DATABASE [Sales] TO URL WITH FORMAT, CHECKSUM, NO_COMPRESSION",
            "IF EXISTS (SELECT 1 FROM sys.credentials WHERE name = N'') DROP CREDENTIAL []"], db.Instance.Log);
        Assert.Equal((BackupType.Full, "there is no full backup yet"), (point.Document.Type, point.Document.Why));
        Assert.Equal(ConsistencyGuarantee.Application, point.Document.Guarantee);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 15, 0, TimeSpan.Zero), point.Document.Consistent);
        Assert.Equal(["full/20260301T110000Z-1.bak"], db.Files(0).Keys);
        Assert.Equal(2, db.State(0).Sets[0].Files.Count);
        Clean(db);
    }

    [Fact]
    public void Backup_FullLogDifferentialLog_MakesEveryPointWhole()
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        db.Back(BackupType.Log);
        db.Back(BackupType.Log);
        Assert.Equal(["full/20260301T110000Z-1.bak", "log/0001-40000000011000001.trn", "log/0002-40000000011500001.trn"], db.Files(2).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["full/20260301T110000Z-1.bak", "log/0001-40000000011000001.trn"], db.Sink!.KeptPaths);
        db.Back(BackupType.Incremental);
        Assert.Equal(["differential/20260301T110003Z-1.bak", "full/20260301T110000Z-1.bak"], db.Files(3).Keys.Order(StringComparer.Ordinal));
        var last = db.Back(BackupType.Log);
        Assert.Equal(BackupType.Log, last.Document.Type);
        Assert.Equal(["differential/20260301T110003Z-1.bak", "full/20260301T110000Z-1.bak", "log/0001-40000000012500001.trn"], db.Files(4).Keys.Order(StringComparer.Ordinal));
        Assert.Empty(db.Sink!.Reads);
        Assert.Empty(Directory.EnumerateFiles(db.Keep));
        Clean(db);
    }

    [Fact]
    public void Backup_Striped_SpreadsOverItsFiles()
    {
        using var db = new Protected();
        db.Options["stripes"] = "3";
        db.Back(BackupType.Full);
        Assert.Equal(3, db.State(0).Sets[0].Items.Count);
        Assert.Equal("BACKUP DATABASE [Sales] TO URL, URL, URL WITH FORMAT, CHECKSUM, NO_COMPRESSION", db.Instance.Log[1]);
    }

    [Fact]
    public void Backup_PagesPerChunk_StaysAsTheDatabaseBeganWithIt()
    {
        using var db = new Protected();
        db.Options["pagesPerChunk"] = "2";
        db.Back(BackupType.Full);
        db.Options.Remove("pagesPerChunk");
        db.Back(BackupType.Log);
        db.Back(BackupType.Incremental);
        Assert.Equal([2, 2, 2], Enumerable.Range(0, 3).Select(point => db.State(point).PagesPerChunk));
    }

    [Fact]
    public void Backup_KilledAfterTheLogWasTaken_JoinsItToTheNextPoint()
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        db.Back(BackupType.Log, commit: false);
        Assert.Equal(2, Directory.EnumerateFiles(db.Keep).Count());
        db.Back(BackupType.Log);
        Assert.Equal(["full/20260301T110000Z-1.bak", "log/0001-40000000011000001.trn", "log/0002-40000000011500001.trn"], db.Files(1).Keys.Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(db.Keep));
        Assert.Equal(2, new ChainPlanner(db.State(1).Sets).Plan(new RestoreTarget.Newest()).Plan!.Logs.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backup_KilledBeforeTheFactsWereKept_LearnsThemFromTheServerOrTheFile(bool historyIsGone)
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        db.Back(BackupType.Log, commit: false);
        File.Delete(Directory.EnumerateFiles(db.Keep, "*.json").Single());
        if (historyIsGone) db.Instance.ForgetHistory();
        db.Back(BackupType.Log);
        var logs = db.State(1).Sets.Where(set => set.Kind == BackupSetKind.Log).ToList();
        Assert.Equal(["40000000010500001", "40000000011000001"], logs.Select(log => log.First.ToString()));
        Assert.Empty(db.Notes.All);
    }

    [Fact]
    public void Backup_KilledWhileTheLogCame_TakesItAgain()
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        File.WriteAllText(Path.Combine(db.Keep, $"holdfast-{Guid.NewGuid():N}.part"), "half of a log");
        db.Back(BackupType.Log);
        Assert.Equal(2, db.Files(1).Count);
        Assert.Empty(Directory.EnumerateFiles(db.Keep));
    }

    [Fact]
    public void Backup_CommittedButNotCleanedUp_DoesNotHoldTheLogTwice()
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        db.Back(BackupType.Log, commit: false);
        var kept = Directory.EnumerateFiles(db.Keep).ToDictionary(path => path, File.ReadAllBytes);
        db.Back(BackupType.Log);
        foreach (var (path, content) in kept) File.WriteAllBytes(path, content);
        db.Back(BackupType.Log);
        Assert.Equal(3, db.State(2).Sets.Count(set => set.Kind == BackupSetKind.Log));
        Assert.Empty(Directory.EnumerateFiles(db.Keep));
    }

    [Theory]
    [InlineData("CREATE CREDENTIAL", 0)]
    [InlineData("BACKUP DATABASE", 1)]
    [InlineData("msdb.dbo.backupset ", 1)]
    [InlineData("msdb.dbo.backupfile", 1)]
    [InlineData("sys.databases", 0)]
    public void Backup_FailureOfAnyStatement_LeavesNothingBehind(string statement, int buckets)
    {
        using var db = new Protected();
        db.Instance.Before = text => { if (text.Contains(statement)) throw new SqlFailure([50000], $"The server says no to {text}"); };
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.ApplicationFailed, fault.Fault);
        Assert.DoesNotContain(FakeDesk.Secret, fault.ToString());
        Assert.True(db.Desk.Buckets.Count >= buckets);
        Clean(db);
    }

    [Fact]
    public void Backup_CredentialThatCannotBeRemoved_IsTriedAgainAndThenNoted()
    {
        using var db = new Protected();
        var tries = 0;
        db.Instance.Before = text => { if (text.Contains("DROP CREDENTIAL") && tries++ >= 0) throw new SqlFailure([50000], "not now"); };
        db.Back(BackupType.Full);
        Assert.Equal(2, tries);
        Assert.Contains(db.Notes.All, note => note.Message.Contains("could not be removed"));
    }

    [Fact]
    public void Backup_ConnectionCutOff_RemovesTheCredentialByAnother()
    {
        using var db = new Protected();
        var cut = true;
        db.Instance.Before = text =>
        {
            if (text.StartsWith("connect", StringComparison.Ordinal)) cut = false;
            if (cut && (text.StartsWith("BACKUP", StringComparison.Ordinal) || text.Contains("DROP CREDENTIAL"))) throw new SqlFailure([10054], "An existing connection was forcibly closed.");
            if (text.Contains("SERVERPROPERTY")) cut = true;
        };
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.NotReachable, fault.Fault);
        Clean(db);
        Assert.Empty(db.Notes.All);
    }

    [Fact]
    public void Backup_OfAnotherDatabase_DoesNotCount() => Wrong(db => db.Instance.Written = set => set with { Database = "Other" }, "is a backup of Other");

    [Fact]
    public void Backup_OfAnotherServer_DoesNotCount() => Wrong(db => db.Instance.Written = set => set with { Server = "ELSEWHERE" }, "comes from server ELSEWHERE");

    [Fact]
    public void Backup_OfAnotherKind_DoesNotCount() => Wrong(db => db.Instance.Written = set => set with { Type = 'I' }, "was asked for");

    [Fact]
    public void Backup_OfAnotherSet_DoesNotCount() => Wrong(db => db.Instance.Written = set => set with { Guid = Guid.NewGuid() }, "belongs to backup set");

    [Fact]
    public void Backup_ThatEndsElsewhere_DoesNotCount() => Wrong(db => db.Instance.Written = set => set with { LastBlock = set.LastBlock + 1 }, "ends at LSN");

    [Fact]
    public void Backup_WithADamagedPage_DoesNotCount() => Wrong(db => db.Instance.Databases[0].Pages[(5 * GeneratedPages.PageLength) + 2000] ^= 4, "1 pages are damaged");

    [Fact]
    public void Backup_WithoutChecksums_DoesNotCount() => Wrong(db => db.Instance.Recorded = row => row["has_backup_checksums"] = false, "without checksums");

    [Fact]
    public void Backup_MarkedDamagedByTheServer_DoesNotCount() => Wrong(db => db.Instance.Recorded = row => row["is_damaged"] = true, "found damage");

    [Fact]
    public void Backup_ForeignLogInBetween_DoesNotCountAndIsBridged()
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        var database = db.Instance["Sales"];
        // It happens after the decision and before the backup.
        db.Instance.Before = text => { if (text.StartsWith("BACKUP LOG", StringComparison.Ordinal)) database.LogFrom = database.Block += 10; };
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Log));
        Assert.Equal(WorkloadFault.ContentWrong, fault.Fault);
        Assert.Contains("somebody else", fault.Message);
        db.Instance.Before = null;
        var bridged = db.Back(BackupType.Log);
        Assert.Equal(BackupType.Incremental, bridged.Document.Type);
        Assert.Contains("was backed up by somebody else", bridged.Document.Why);
        // The log that came too late waits no longer: it is in this point.
        Assert.Contains(db.State(1).Sets, set => set.Kind == BackupSetKind.Log);
        Assert.Empty(Directory.EnumerateFiles(db.Keep));
    }

    [Fact]
    public void Backup_ConsistencyCheckThatFindsDamage_TakesAFullBackup()
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        db.Back(BackupType.Log, readEverything: true);
        Assert.Equal(["full/20260301T110000Z-1.bak"], db.Sink!.Reads);
        db.Files(1)["full/20260301T110000Z-1.bak"][20_000] ^= 1;
        var point = db.Back(BackupType.Log, readEverything: true);
        Assert.Equal(BackupType.Full, point.Document.Type);
        Assert.Equal(1, db.Notes.Count(NoteKind.ContentDiffers));
    }

    [Fact]
    public void Backup_StateThatCannotBeRead_StartsAnew()
    {
        using var db = new Protected();
        db.Back(BackupType.Full);
        Array.Clear(db.Points[0].Document.State);
        Assert.Equal(BackupType.Full, db.Back(BackupType.Log).Document.Type);
        Assert.Equal(1, db.Notes.Count(NoteKind.ContentDiffers));
    }

    [Fact]
    public void Backup_OldServerByObjects_IsRefusedWithTheOtherWay()
    {
        using var db = new Protected();
        db.Instance.Version = "15.0.4312.2";
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.Contains("transport=vdi", fault.Remedy);
    }

    [Fact]
    public void Backup_AvailabilityGroup_GoesToThePreferredReplicaAndKeepsItsHistory()
    {
        using var db = new Protected();
        var group = Guid.NewGuid();
        db.Instance.Databases.Clear();
        db.Instance.Databases.Add(new SimulatedDatabase("Sales") { Group = group, IsPreferred = false });
        db.Instance.Replicas.AddRange(["gone", "REPLICA2"]);
        var second = new FakeInstance(db.Desk) { Name = "REPLICA2" };
        second.Databases.Add(new SimulatedDatabase("Sales") { Group = group });
        db.Instance.Others["replica2"] = second;
        db.Instance.Before = text => { if (text.Contains("//gone")) throw new SqlFailure([53], "not found"); };
        db.Back(BackupType.Full);
        Assert.DoesNotContain(db.Instance.Log, statement => statement.StartsWith("BACKUP", StringComparison.Ordinal));
        Assert.Contains(second.Log, statement => statement.StartsWith("BACKUP DATABASE", StringComparison.Ordinal));
        Assert.Equal((group, "REPLICA2"), (db.State(0).GroupDatabase, db.State(0).Server));
        Assert.Equal((0, 0), (db.Instance.OpenSessions, second.OpenSessions));
        // The group fails over: the first server is preferred now, with the same log.
        (db.Instance["Sales"].IsPreferred, second["Sales"].IsPreferred) = (true, false);
        (db.Instance["Sales"].Block, db.Instance["Sales"].LogFrom) = (second["Sales"].Block, second["Sales"].LogFrom);
        Assert.Equal((BackupType.Log, null), (db.Back(BackupType.Log).Document.Type, db.Points[1].Document.Why));
    }

    private static void Wrong(Action<Protected> spoil, string message)
    {
        using var db = new Protected();
        spoil(db);
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.ContentWrong, fault.Fault);
        Assert.Contains(message, fault.Message);
        Clean(db);
    }

    private static void Clean(Protected db)
    {
        Assert.Empty(db.Instance.Credentials);
        Assert.Equal(0, db.Instance.OpenSessions);
        Assert.All(db.Desk.Buckets, bucket => Assert.True(bucket.IsClosed));
    }
}
