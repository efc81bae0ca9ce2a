using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>Recoveries and drills through the whole workload, against a stand-in instance and desk.</summary>
public sealed class RecoveryFlowTests
{
    private const string Alone = "ALTER DATABASE [Sales] SET SINGLE_USER WITH ROLLBACK IMMEDIATE", Back = "ALTER DATABASE [Sales] SET MULTI_USER", Open = "RESTORE DATABASE [Sales] WITH RECOVERY";

    [Fact]
    public void Recover_OriginalToAMoment_RunsExactlyTheseStatements()
    {
        using var db = Protected();
        var outcome = db.Recover(Flows.Protected.Ask(time: Moment(4).AddMinutes(-5)));
        Assert.Equal(
            [Alone, "BACKUP LOG [Sales] TO URL WITH FORMAT, CHECKSUM, NORECOVERY, NO_COMPRESSION", "RESTORE DATABASE [Sales] FROM URL WITH NORECOVERY, CHECKSUM, REPLACE", "RESTORE DATABASE [Sales] FROM URL WITH NORECOVERY, CHECKSUM",
                "RESTORE LOG [Sales] FROM URL WITH NORECOVERY, CHECKSUM, STOPAT = N'2026-03-01T13:10:00.000'", Open, Back], Statements(db));
        Assert.Equal(Moment(4).AddMinutes(-5), outcome.Reached);
        Assert.Equal(["Full 40000000010000001-40000000010500001", "Differential 40000000011500001-40000000012000001", "Log 40000000011500001-40000000012500001"], db.Instance["Sales"].Restored);
        // The tail waits for the next point.
        Assert.Single(Directory.EnumerateFiles(db.Keep, "*.trn"));
        Whole(db);
    }

    [Fact]
    public void Recover_OriginalLatest_AppliesTheTailLast()
    {
        using var db = Protected();
        db.Recover(Flows.Protected.Ask(latest: true));
        Assert.Equal("RESTORE LOG [Sales] FROM URL WITH NORECOVERY, CHECKSUM", Statements(db)[^3]);
        Assert.Equal(4, db.Instance["Sales"].Restored.Count);
        Whole(db);
    }

    [Fact]
    public void Recover_DamagedDatabase_SavesItsTailWithoutItsData()
    {
        using var db = Protected();
        db.Instance["Sales"].State = "SUSPECT";
        db.Recover(Flows.Protected.Ask(latest: true));
        Assert.Equal("BACKUP LOG [Sales] TO URL WITH FORMAT, CHECKSUM, NORECOVERY, NO_TRUNCATE, NO_COMPRESSION", Statements(db)[0]);
        Whole(db);
    }

    [Fact]
    public void Recover_DamagedDatabaseWhoseLogIsGoneToo_GoesOnAndSaysSo()
    {
        using var db = Protected();
        db.Instance["Sales"].State = "SUSPECT";
        db.Instance.Before = text => { if (text.Contains("NO_TRUNCATE")) throw new SqlFailure([3447], "The log is not available."); };
        var outcome = db.Recover(Flows.Protected.Ask(latest: true));
        Assert.Contains(outcome.Notes, note => note.Contains("could not be backed up"));
        Whole(db);
    }

    [Theory]
    [InlineData("SINGLE_USER", "as it was")]
    [InlineData("BACKUP LOG", "as it was")]
    [InlineData("CREATE CREDENTIAL", "")]
    [InlineData("RESTORE DATABASE [Sales] FROM", "half restored")]
    [InlineData("RESTORE LOG", "half restored")]
    [InlineData("WITH RECOVERY", "half restored")]
    [InlineData("MULTI_USER", "half restored")]
    public void Recover_FailureAtAnyStep_SaysHowTheDatabaseIsAndNeverKeepsItToOneUser(string statement, string state)
    {
        using var db = Protected();
        var failed = false;
        db.Instance.Before = text =>
        {
            if (failed || !text.Contains(statement)) return;
            failed = true;
            throw new SqlFailure([50000], "The server says no.");
        };
        var fault = Assert.Throws<WorkloadException>(() => db.Recover(Flows.Protected.Ask(time: Moment(4).AddMinutes(-5))));
        Assert.Contains("The server says no.", fault.Message);
        Assert.Contains(state, fault.Message);
        var sales = db.Instance["Sales"];
        if (state != "half restored") Assert.Equal(("ONLINE", false), (sales.State, sales.IsSingleUser));
        Assert.Empty(db.Instance.Credentials);
        Assert.Equal(0, db.Instance.OpenSessions);
    }

    [Fact]
    public void Recover_ContentIsNotThere_GivesTheDatabaseBackAsItWas()
    {
        using var db = Protected();
        for (var point = 0; point < 5; point++) db.Files(point).Clear();
        var fault = Assert.Throws<WorkloadException>(() => db.Recover(Flows.Protected.Ask(time: Moment(4).AddMinutes(-5))));
        Assert.Contains("as it was and in use again", fault.Message);
        Whole(db);
    }

    [Fact]
    public void Recover_FailureAndNoWayBack_TellsTheStatementsToRun()
    {
        using var db = Protected();
        db.Instance.Before = text => { if (text.StartsWith("BACKUP LOG", StringComparison.Ordinal) || text.Contains("MULTI_USER")) throw new SqlFailure([50000], "no"); };
        var fault = Assert.Throws<WorkloadException>(() => db.Recover(Flows.Protected.Ask(latest: true)));
        Assert.Contains(Back, fault.Message);
    }

    [Fact]
    public void Recover_MomentReachedInTheLogBefore_SkipsTheNextOne()
    {
        using var db = Protected();
        // The log backup took a minute, and the moment lies in it.
        var refusals = 0;
        db.Instance.Before = text => { if (text.StartsWith("RESTORE LOG", StringComparison.Ordinal) && refusals++ == 2) throw new SqlFailure([4305], "too recent"); };
        db.Instance.Recorded = row => { if ((string)row["type"]! == "L") row["backup_finish_date"] = ((DateTime)row["backup_start_date"]!).AddMinutes(1); };
        db.Back(BackupType.Log);
        db.Back(BackupType.Log);
        var outcome = db.Recover(Flows.Protected.Ask(time: Moment(5).AddSeconds(30), name: "Copy", destination: RecoveryDestination.Instance));
        Assert.Contains(outcome.Notes, note => note.Contains("was reached before"));
        Assert.Equal("ONLINE", db.Instance["Copy"].State);
    }

    [Fact]
    public void Recover_UnderAnotherName_MovesItsFilesAndLeavesTheOriginalAlone()
    {
        using var db = Protected();
        db.Recover(Flows.Protected.Ask(RecoveryDestination.Instance, point: "p2", name: "Copy", overwrite: false));
        Assert.Equal(
            [@"RESTORE DATABASE [Copy] FROM URL WITH NORECOVERY, CHECKSUM, MOVE N'Sales' TO N'D:\data\Copy_2.mdf', MOVE N'Sales_log' TO N'E:\log\Copy_log.ldf'",
                "RESTORE LOG [Copy] FROM URL WITH NORECOVERY, CHECKSUM", "RESTORE DATABASE [Copy] WITH RECOVERY"], Statements(db));
        Assert.Equal(("ONLINE", "ONLINE"), (db.Instance["Copy"].State, db.Instance["Sales"].State));
        Assert.Empty(db.Instance["Sales"].Restored);
    }

    [Fact]
    public void Recover_ToAnAddressWithoutItsSlash_IsRefusedAndNotTakenForTheDefaultInstance()
    {
        using var db = Protected();
        var ask = Flows.Protected.Ask(RecoveryDestination.Instance, name: "Copy") with { Address = "sqlserver://db2/PROD" };
        var fault = Assert.Throws<WorkloadException>(() => db.Recover(ask));
        Assert.Equal((WorkloadFault.AddressWrong, true), (fault.Fault, fault.Remedy.Contains("sqlserver://db2/PROD/", StringComparison.Ordinal)));
        Assert.Empty(Statements(db));
    }

    [Fact]
    public void Discover_AddressWithoutItsSlash_IsRefusedAndNotTakenForTheDefaultInstance()
    {
        using var db = Protected();
        Assert.Equal(["Sales"], db.Workload.Discover(db.Context with { Path = "sqlserver://db1.example.com/" }, CancellationToken.None).Select(found => found.Name));
        Assert.Equal(WorkloadFault.AddressWrong, Assert.Throws<WorkloadException>(() => db.Workload.Discover(db.Context with { Path = "sqlserver://db1.example.com/PROD" }, CancellationToken.None)).Fault);
    }

    [Fact]
    public void Recover_LeftRestoring_IsNotOpened()
    {
        using var db = Protected();
        db.Recover(Flows.Protected.Ask(RecoveryDestination.Instance, name: "Copy", restoring: true));
        Assert.Equal("RESTORING", db.Instance["Copy"].State);
    }

    [Theory]
    [InlineData("taken", WorkloadFault.DestinationTaken)]
    [InlineData("newer", WorkloadFault.NotPossible)]
    [InlineData("group", WorkloadFault.NotPossible)]
    [InlineData("master", WorkloadFault.NotPossible)]
    public void Recover_WhereItMustNot_IsRefusedBeforeAnythingIsTouched(string reason, WorkloadFault fault)
    {
        using var db = Protected();
        var ask = Flows.Protected.Ask(overwrite: reason != "taken", name: reason == "master" ? "master" : null);
        if (reason == "newer") db.Instance.Version = "15.0.2000.5";
        if (reason == "group")
        {
            db.Instance.Databases.Clear();
            db.Instance.Databases.Add(new SimulatedDatabase("Sales") { Group = Guid.NewGuid() });
        }
        Assert.Equal(fault, Assert.Throws<WorkloadException>(() => db.Recover(ask)).Fault);
        Assert.Empty(Statements(db));
    }

    [Fact]
    public void Recover_ToAFolder_WritesFilesAndTheStatementsForThem()
    {
        using var db = Protected();
        var folder = Directory.CreateDirectory(Path.Combine(db.Root, "out")).FullName;
        db.Recover(Flows.Protected.Ask(RecoveryDestination.Folder, time: Moment(4).AddMinutes(-5), folder: folder, overwrite: false));
        Assert.Equal(5, Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count());
        var script = File.ReadAllText(Path.Combine(folder, "restore.sql"));
        Assert.Contains($"RESTORE DATABASE [Sales] FROM DISK = N'{folder}/full/20260301T110000Z-1.bak' WITH NORECOVERY, CHECKSUM, STATS = 5;", script);
        Assert.Contains("STOPAT = N'2026-03-01T13:10:00.000'", script);
        Assert.Contains("RESTORE DATABASE [Sales] WITH RECOVERY;", script);
        Assert.Contains("major version 16", File.ReadAllText(Path.Combine(folder, "README.txt")));
        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => db.Recover(Flows.Protected.Ask(RecoveryDestination.Folder, folder: folder, overwrite: false))).Fault);
    }

    [Fact]
    public void Plan_AcrossPoints_ReadsEachSetFromAPointThatHasIt()
    {
        using var db = Protected();
        // The differential dropped log 2 from later points; an earlier moment needs it all the same.
        var plan = db.Workload.Plan(Flows.Protected.Ask(time: Moment(2).AddMinutes(-5)), db.Points, null);
        Assert.Equal(["full/20260301T110000Z-1.bak", "log/0001-40000000011000001.trn", "log/0002-40000000011500001.trn"], plan.Parts.SelectMany(part => part.Paths));
        Assert.All(plan.Parts, part => Assert.All(part.Paths, path => Assert.Contains(path, db.Files(int.Parse(part.Point![1..], System.Globalization.CultureInfo.InvariantCulture) - 1).Keys)));
        Assert.Contains(plan.Steps, step => step.Contains("STOPAT 2026-03-01 11:40:00Z"));
    }

    [Fact]
    public void Plan_MomentThatNothingReaches_NamesTheTimesThatCanBe()
    {
        using var db = Protected();
        var fault = Assert.Throws<WorkloadException>(() => db.Workload.Plan(Flows.Protected.Ask(time: Moment(9)), db.Points, null));
        Assert.Equal(WorkloadFault.NotRecoverable, fault.Fault);
        Assert.Contains("2026-03-01 11:15:00Z to 2026-03-01 12:15:00Z", fault.Remedy);
    }

    [Fact]
    public void Drill_OfAPoint_ReadsItsWholeChain()
    {
        using var db = Protected();
        var outcome = Drill(db, 4);
        Assert.True(outcome.IsSound, string.Join("; ", outcome.Findings));
        Assert.Equal(DrillDepth.Read, outcome.Depth);
        Assert.Equal(4, outcome.Findings.Count);
        Assert.Contains("16 pages, 16 with checksums", outcome.Findings[1]);
    }

    [Fact]
    public void Drill_OfADamagedPoint_NamesThePage()
    {
        using var db = Protected();
        var full = db.Files(4)["full/20260301T110000Z-1.bak"];
        full[full.Length / 2] ^= 8;
        var outcome = Drill(db, 4);
        Assert.False(outcome.IsSound);
        Assert.Contains("damaged", outcome.Findings[^1]);
    }

    private static DrillOutcome Drill(Protected db, int point) =>
        db.Workload.Drill(new DrillTask(db.Context, db.Points[point], db.Points, null, db.Notes, db.Held), db.Held, CancellationToken.None);

    /// <summary>A full backup at 11:15 UTC, logs at 11:30 and 11:45, a differential at 12:00, a log at 12:15.</summary>
    private static Protected Protected()
    {
        var db = new Protected();
        foreach (var type in new[] { BackupType.Full, BackupType.Log, BackupType.Log, BackupType.Incremental, BackupType.Log }) db.Back(type);
        db.Instance.Log.Clear();
        return db;
    }

    private static DateTimeOffset Moment(int backup) => new DateTimeOffset(2026, 3, 1, 11, 15, 0, TimeSpan.Zero).AddMinutes(backup * 15);

    private static List<string> Statements(Protected db) => [.. db.Instance.Log.Where(statement => !statement.Contains("CREDENTIAL"))];

    private static void Whole(Protected db)
    {
        Assert.Equal(("ONLINE", false), (db.Instance["Sales"].State, db.Instance["Sales"].IsSingleUser));
        Assert.Empty(db.Instance.Credentials);
        Assert.Equal(0, db.Instance.OpenSessions);
    }
}
