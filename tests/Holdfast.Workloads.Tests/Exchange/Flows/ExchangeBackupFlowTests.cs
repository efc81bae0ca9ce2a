using Holdfast.Testing.Exchange;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.Tests.Exchange.Flows;

/// <summary>Backups through the whole workload, against stand-ins of VSS and of Exchange.</summary>
public sealed class ExchangeBackupFlowTests
{
    private const string First = "full/20260301T110000Z";

    [Fact]
    public void Backup_Full_HoldsTheDatabaseItsLogsAndTheDocuments()
    {
        using var db = new ProtectedDatabase();

        var document = db.Back(BackupType.Full);

        Assert.Equal((BackupType.Full, null, "2", "6"), (document.Type, document.Why, document.Start, document.End));
        Assert.Equal(db.Copies.Memory.Content[FakeExchange.Edb], db.Files(0)[$"{First}/files/D/Mail/DB1/DB1.edb"]);
        Assert.Contains($"{First}/files/L/Mail/DB1/E00.log", db.Files(0).Keys);
        Assert.Single(VssDocuments.ReadComponents(new MemoryStream(db.Files(0)[$"{First}/components.xml"])).Writers);
        Assert.Equal([ShadowBackupType.Full], db.Copies.Types);
        var set = Assert.Single(db.State(0).Sets);
        Assert.Equal((2, 6, 1, 5, 6), (set.FirstRequired, set.LastRequired, set.FirstLog, set.LastClosed, set.LastLog));
        Clean(db);
    }

    [Fact]
    public void Backup_ExchangeHearsOfSuccess_OnlyAfterThePointIsDurable()
    {
        using var db = new ProtectedDatabase();
        db.Server.Write(10);
        var before = db.Server.LogNames.ToList();

        using var pending = db.Begin(BackupType.Full);

        Assert.DoesNotContain("SetBackupSucceeded", db.Copies.Calls);
        Assert.Equal(before, db.Server.LogNames);
        pending.Committed(CancellationToken.None);
        Assert.Equal(["SetBackupSucceeded", "BackupComplete"], db.Copies.Calls.SkipWhile(call => call != "SetBackupSucceeded").Take(2));
        Assert.True(db.Server.LogNames.Count() < before.Count);
        Clean(db);
    }

    [Fact]
    public void Backup_NotCommitted_IsAbortedAndKeepsLogs()
    {
        using var db = new ProtectedDatabase();
        db.Server.Write(10);
        var before = db.Server.LogNames.ToList();
        db.Begin(BackupType.Full).Dispose();
        Assert.Contains("AbortBackup", db.Copies.Calls);
        Assert.Equal(before, db.Server.LogNames);
        Clean(db);
    }

    [Theory]
    [InlineData(FakeExchange.Edb, 100_000, "2 at byte 98304")]
    [InlineData(FakeExchange.Edb, 200, "whole header")]
    [InlineData(FakeExchange.Logs + @"\E0000000003.log", 9000, "segment is damaged, the first is 2")]
    [InlineData(FakeExchange.Logs + @"\E00.chk", 100, "a checkpoint")]
    public void Backup_SomethingDamaged_DoesNotCountAndKeepsLogs(string path, int at, string said)
    {
        using var db = new ProtectedDatabase();
        db.Copies.Memory.Content[path][at] ^= 1;
        if (path.EndsWith(".chk", StringComparison.Ordinal)) db.Copies.Memory.Content[path][at + 4096] ^= 1;

        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));

        Assert.Equal(WorkloadFault.ContentWrong, fault.Fault);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SetBackupSucceeded", db.Copies.Calls);
        Assert.Contains("AbortBackup", db.Copies.Calls);
        Clean(db);
    }

    [Fact]
    public void Backup_RequiredLogMissing_DoesNotCount()
    {
        using var db = new ProtectedDatabase();
        db.Copies.Memory.Content.Remove(FakeExchange.Logs + @"\E0000000003.log");
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Contains("needs the logs 2 to 6; without a gap there are 4 to 6", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SetBackupSucceeded", db.Copies.Calls);
    }

    [Fact]
    public void Backup_Logs_GoOnFromTheFullOne()
    {
        using var db = new ProtectedDatabase();
        db.Back(BackupType.Full);
        db.Server.Write(7);

        var document = db.Back(BackupType.Log);

        Assert.Equal((BackupType.Log, null, "D"), (document.Type, document.Why, document.End));
        Assert.Equal([ShadowBackupType.Full, ShadowBackupType.Incremental], db.Copies.Types);
        Assert.Contains($"{First}/files/D/Mail/DB1/DB1.edb", db.Sink!.KeptPaths);
        Assert.DoesNotContain(db.Files(1).Keys, path => path.StartsWith("logs/", StringComparison.Ordinal) && path.EndsWith(".edb", StringComparison.Ordinal));
        Assert.Equal([true, false], db.State(1).Sets.Select(set => set.IsFull));
        Assert.True(db.Drill(1).IsSound);
        Clean(db);
    }

    [Fact]
    public void Backup_LogsWithoutAFullOne_BecomeFull() => BecomesFull(_ => { }, "no full backup yet", points: 0);

    [Fact]
    public void Backup_LogsAfterCircularLogging_BecomeFull() => BecomesFull(db =>
    {
        db.Server.IsCircular = true;
        db.Server.Write(3);
    }, "circular logging");

    [Fact]
    public void Backup_LogsAfterSomethingElseRemovedSome_BecomeFull() => BecomesFull(db =>
    {
        db.Server.Write(9);
        for (var generation = 1; generation <= 8; generation++) db.Copies.Memory.Content.Remove($@"{FakeExchange.Logs}\E00{generation:X8}.log");
    }, "something else removed");

    [Fact]
    public void Backup_LogsOfARepairedDatabase_BecomeFull() => BecomesFull(db =>
    {
        db.Server.LogSignature = 0x7777;
        foreach (var name in db.Server.LogNames.ToList()) db.Copies.Memory.Content.Remove($@"{FakeExchange.Logs}\{name}");
        db.Server.Write(4);
    }, "another sequence");

    [Fact]
    public void Backup_LogsWhereEverythingIsToBeRead_BecomeFull() => BecomesFull(_ => { }, "Everything", readEverything: true);

    [Fact]
    public void Backup_LogsAreKept_TakesCopiesOnly()
    {
        using var db = new ProtectedDatabase();
        db.Options["truncateLogs"] = "false";
        db.Server.Write(10);
        var before = db.Server.LogNames.ToList();
        db.Back(BackupType.Full);
        var second = db.Back(BackupType.Log);
        Assert.Equal([ShadowBackupType.Copy, ShadowBackupType.Copy], db.Copies.Types);
        Assert.Equal(BackupType.Full, second.Type);
        Assert.Equal(before, db.Server.LogNames);
    }

    /// <summary>Whatever VSS refuses: until Exchange has heard of success it keeps its logs, and after that there is a point.</summary>
    [Fact]
    public void Backup_ServiceRefusesOneCallAfterTheOther_LosesNoLogThatNoPointHas()
    {
        var calls = 0;
        using (var whole = new ProtectedDatabase { Copies = { Before = (_, number) => calls = Math.Max(calls, number + 1) } }) whole.Back(BackupType.Full);
        var (refused, ended) = (0, 0);
        for (var at = 0; at < calls; at++)
        {
            using var db = new ProtectedDatabase();
            db.Server.Write(10);
            var before = db.Server.LogNames.ToList();
            db.Copies.Before = (call, number) =>
            {
                if (number == at) throw new Workloads.ShadowCopies.Requester.ShadowCopyFailure(call, unchecked((int)0x800423f4), "Microsoft Exchange Writer");
            };
            if (Record.Exception(() => db.Back(BackupType.Full)) is { } fault)
            {
                Assert.Equal(WorkloadFault.ApplicationFailed, Assert.IsType<WorkloadException>(fault).Fault);
                if (db.Points.Count == 0) refused++;
            }
            if (db.Points.Count == 0) Assert.Equal(before, db.Server.LogNames);
            else ended++;
            Assert.Equal(0, db.Copies.OpenRequesters);
        }
        Assert.InRange(refused, 15, calls);
        Assert.InRange(ended, 2, calls);
    }

    /// <summary>As it goes on in an availability group: the next backup is read from the copy of another server, under its address and in the writer's words of that server.</summary>
    [Fact]
    public void Backup_LogsFromThePassiveCopyOfAnotherServer_GoOnFromTheActiveOne()
    {
        using var db = new ProtectedDatabase();
        db.Options["replica"] = "passive";
        db.Back(BackupType.Full);
        db.Server.Write(7);
        db.Path = db.Workload.AddressOn(db.Path, "MBX2");
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => db.Back(BackupType.Log)).Fault);
        db.Copies.Writers[0] = db.Server.Document("Microsoft Exchange Replica Writer", @"Microsoft Exchange Server\Microsoft Information Store\Replica\MBX2");

        var document = db.Back(BackupType.Log);

        Assert.Equal((BackupType.Log, null), (document.Type, document.Why));
        Assert.Equal("MBX2", db.State(1).Server);
        Assert.True(db.Drill(1).IsSound);
        Clean(db);
    }

    /// <summary>A passive copy has no log that is being written, and may not have received the last ones.</summary>
    [Theory]
    [InlineData(1, BackupType.Log)]
    [InlineData(0, BackupType.Log)]
    [InlineData(-1, BackupType.Full)]
    public void Backup_LogsFromACopyWithoutTheOpenLog_GoOnWhereTheLastCompleteOneIsThere(int more, BackupType expected)
    {
        using var db = new ProtectedDatabase();
        db.Back(BackupType.Full);
        if (more > 0) db.Server.Write(more);
        foreach (var name in new[] { "E00.log", more < 0 ? "E0000000005.log" : "" }) db.Copies.Memory.Content.Remove($@"{FakeExchange.Logs}\{name}");
        if (expected == BackupType.Full) db.Copies.Memory.Content[FakeExchange.Edb] = new GeneratedDatabase(32768, 12) { State = GeneratedDatabase.Dirty, FirstRequired = 2, LastRequired = 4, LastCommitted = 4, LogSignature = db.Server.LogSignature }.File();

        var document = db.Back(BackupType.Log);

        Assert.Equal(expected, document.Type);
        if (expected == BackupType.Full) Assert.Contains("has not received them yet", document.Why, StringComparison.Ordinal);
        // One log of each number, whichever backup has it: the open one of the full backup only while no later one has it complete.
        Assert.True(db.Drill(1).IsSound, string.Join(" ", db.Drill(1).Findings));
        db.Copies.Memory.Content.Clear();
        db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Original));
        Assert.Equal(more == 0, db.Server.LogNames.Contains("E00.log"));
        db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Folder, folder: System.IO.Path.Combine(db.Root, "out")));
        Assert.Equal(more > 0, File.ReadAllText(System.IO.Path.Combine(db.Root, "out", "README.txt")).Contains("Leave full/20260301T110000Z/files/L/Mail/DB1/E00.log out", StringComparison.Ordinal));
        Clean(db);
    }

    [Fact]
    public void Backup_LogsOfARestoredCopy_BecomeFull() => BecomesFull(db =>
    {
        db.Server.Write(2);
        db.Copies.Memory.Content[FakeExchange.Logs + @"\E0000000005.log"] = new GeneratedLog(5) { Begun = 500 }.File();
        db.Copies.Memory.Content[FakeExchange.Logs + @"\E0000000006.log"] = new GeneratedLog(6) { Follows = 500 }.File();
    }, "is another one than the 5");

    private static void BecomesFull(Action<ProtectedDatabase> spoil, string why, int points = 1, bool readEverything = false)
    {
        using var db = new ProtectedDatabase();
        if (points > 0) db.Back(BackupType.Full);
        spoil(db);
        var document = db.Back(BackupType.Log, readEverything);
        Assert.Equal(BackupType.Full, document.Type);
        Assert.Contains(why, document.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(db.Files(points).Keys, path => path.StartsWith("logs/", StringComparison.Ordinal));
        Assert.True(db.Drill(points).IsSound);
        Clean(db);
    }

    private static void Clean(ProtectedDatabase db)
    {
        Assert.Empty(db.Copies.Snapshots);
        Assert.Equal((0, 0), (db.Copies.OpenRequesters, db.Copies.LeftBehind));
    }
}
