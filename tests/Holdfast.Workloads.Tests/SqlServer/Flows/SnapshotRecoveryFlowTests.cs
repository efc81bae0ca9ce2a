using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>Recoveries of shadow copies through the whole workload, against stand-ins.</summary>
public sealed class ShadowRecoveryFlowTests
{
    private const string Alone = "ALTER DATABASE [Sales] SET SINGLE_USER WITH ROLLBACK IMMEDIATE", Tail = "BACKUP LOG [Sales] TO VIRTUAL_DEVICE WITH FORMAT, CHECKSUM, NORECOVERY, NO_COMPRESSION", Open = "RESTORE DATABASE [Sales] WITH RECOVERY",
        Back = "ALTER DATABASE [Sales] SET MULTI_USER", Log = "RESTORE LOG [Sales] FROM VIRTUAL_DEVICE WITH NORECOVERY, CHECKSUM";

    [Fact]
    public void Recover_OriginalToAMoment_LetsTheWriterRestoreAndAppliesTheLogs()
    {
        using var db = Taken();
        var pages = db.Files(0).Single(file => file.Key.EndsWith("Sales.mdf", StringComparison.Ordinal)).Value;
        db.Copies.Memory.Content[@"D:\data\Sales.mdf"] = [0];
        var outcome = db.Recover(Protected.Ask(time: Moment(2).AddMinutes(-5)));
        Assert.Equal([Alone, Tail, $"{Log}", $"{Log}, STOPAT = N'2026-03-01T12:40:00.000'", Open, Back], db.Instance.Log.Select((text, index) => index == 2 ? text.Split(", STOPAT")[0] : text));
        Assert.Equal(Moment(2).AddMinutes(-5), outcome.Reached);
        Assert.Equal(pages, db.Copies.Memory.Content[@"D:\data\Sales.mdf"]);
        Assert.True(db.Writer.Told!.Additional[@"GENERATOR\Sales"]);
        Assert.Empty(db.Writer.Told.Options);
        Assert.Empty(db.Writer.Told.Targets);
        Assert.Equal(FileRestoreStatus.All, db.Writer.Told.Restored);
        Assert.Equal(("ONLINE", false), (db.Instance["Sales"].State, db.Instance["Sales"].IsSingleUser));
        Clean(db);
    }

    [Fact]
    public void Recover_UnderAnotherName_MovesFoldersAndKeepsFileNames()
    {
        using var db = Taken();
        db.Recover(Protected.Ask(RecoveryDestination.Instance, point: "p2", name: "Copy", folder: @"F:\copy", overwrite: false));
        Assert.Equal("\"New Component Name\"=\"Copy\"", db.Writer.Told!.Options[@"GENERATOR\Sales"]);
        Assert.Equal([(@"D:\data", "Sales.mdf", @"F:\copy"), (@"D:\data", "Sales_log.ldf", @"F:\copy")], db.Writer.Told.Targets.Select(target => (target.Path, target.Pattern, target.Target)));
        Assert.Equal(db.Copies.Memory.Content[@"D:\data\Sales.mdf"], db.Copies.Memory.Content[@"F:\copy\Sales.mdf"]);
        Assert.Equal(["RESTORE LOG [Copy] FROM VIRTUAL_DEVICE WITH NORECOVERY, CHECKSUM", "RESTORE DATABASE [Copy] WITH RECOVERY"], db.Instance.Log);
        Assert.Equal(("ONLINE", "ONLINE"), (db.Instance["Copy"].State, db.Instance["Sales"].State));
        Clean(db);
    }

    [Fact]
    public void Recover_LeftRestoring_StaysSo()
    {
        using var db = Taken();
        db.Recover(Protected.Ask(RecoveryDestination.Instance, point: "p1", name: "Copy", folder: @"F:\copy", restoring: true));
        Assert.Equal("RESTORING", db.Instance["Copy"].State);
    }

    [Fact]
    public void Recover_AtAnotherInstance_AttachesTheFiles()
    {
        using var db = Taken();
        db.Instance.Others["db2"] = Other(db, out var attached);
        db.Path = "sqlserver://db2/Sales";
        db.Recover(Protected.Ask(RecoveryDestination.Instance, point: "p1", folder: @"F:\there", overwrite: false));
        Assert.Equal([@"F:\there\Sales.mdf", @"F:\there\Sales_log.ldf"], attached);
        Assert.Equal([@"CREATE DATABASE [Sales] ON (FILENAME = N'F:\there\Sales.mdf'), (FILENAME = N'F:\there\Sales_log.ldf') FOR ATTACH"], db.Instance.Others["db2"].Log);
        Assert.Equal(db.Files(0).Single(file => file.Key.EndsWith("Sales.mdf", StringComparison.Ordinal)).Value, db.Copies.Memory.Content[@"F:\there\Sales.mdf"]);
        Assert.DoesNotContain("PreRestore", db.Copies.Calls);
    }

    [Theory]
    [InlineData("logs", WorkloadFault.NotPossible)]
    [InlineData("restoring", WorkloadFault.NotPossible)]
    [InlineData("folder", WorkloadFault.NotPossible)]
    [InlineData("taken", WorkloadFault.DestinationTaken)]
    [InlineData("file", WorkloadFault.DestinationTaken)]
    [InlineData("quote", WorkloadFault.NotPossible)]
    [InlineData("windows", WorkloadFault.NotHere)]
    public void Recover_WhatCannotBe_IsRefusedBeforeAnythingIsTouched(string reason, WorkloadFault fault)
    {
        using var db = Taken();
        if (reason is "logs" or "restoring" or "taken")
        {
            db.Instance.Others["db2"] = Other(db, out _);
            db.Path = "sqlserver://db2/Sales";
            if (reason == "taken") db.Instance.Others["db2"].Databases.Add(new SimulatedDatabase("Sales"));
        }
        var ask = Protected.Ask(RecoveryDestination.Instance, point: reason == "logs" ? "p3" : "p1", name: reason == "quote" ? "a\"b" : reason == "file" ? "Copy" : null, folder: reason == "folder" ? null : reason == "file" ? @"D:\data" : @"F:\there", restoring: reason == "restoring");
        var workload = reason == "windows" ? new Workloads.SqlServer.SqlServerWorkload(db.Instance, db.Devices, null) : db.Workload;
        var files = db.Copies.Memory.Content.Count;
        // Another database of the instance has a file of that name in that folder.
        if (reason == "file") db.Instance.TakenFile = @"d:\data\sales.mdf";
        Assert.Equal(fault, Assert.Throws<WorkloadException>(() => workload.Recover(new RecoveryTask(db.Context, ask, workload.Plan(ask, db.Points, null), db.Points, null, db.Notes, db.Held), db.Held, CancellationToken.None)).Fault);
        Assert.Empty(db.Instance.Log);
        Assert.Equal(files, db.Copies.Memory.Content.Count);
        Assert.DoesNotContain("PreRestore", db.Copies.Calls);
    }

    [Theory]
    [InlineData("InitializeForRestore", "as it was")]
    [InlineData("SetSelectedForRestore", "as it was")]
    [InlineData("PreRestore", "half restored")]
    [InlineData("PostRestore", "half restored")]
    public void Recover_ServiceRefuses_SaysHowTheDatabaseIs(string call, string state)
    {
        using var db = Taken();
        db.Writer.Refuses = call;
        var fault = Assert.Throws<WorkloadException>(() => db.Recover(Protected.Ask(latest: true)));
        Assert.Contains(state, fault.Message);
        Assert.Contains("another try would fail as well", fault.Message);
        if (state == "as it was") Assert.Equal(("ONLINE", false), (db.Instance["Sales"].State, db.Instance["Sales"].IsSingleUser));
        Clean(db);
    }

    [Fact]
    public void Recover_DiskIsFull_TellsTheWriterThatItFailed()
    {
        using var db = Taken();
        db.Copies.Memory.BeforeCreate = _ => throw new IOException("the disk is full");
        var fault = Assert.Throws<WorkloadException>(() => db.Recover(Protected.Ask(latest: true)));
        Assert.Contains("the disk is full", fault.Message);
        Assert.Contains("PostRestore", db.Copies.Calls);
        Assert.Equal(FileRestoreStatus.Failed, db.Writer.Told!.Restored);
    }

    [Fact]
    public void Recover_ToAFolder_WritesFilesAndTheStatementThatAttachesThem()
    {
        using var db = Taken();
        var folder = Directory.CreateDirectory(Path.Combine(db.Root, "out")).FullName;
        db.Recover(Protected.Ask(RecoveryDestination.Folder, point: "p1", folder: folder, overwrite: false));
        var script = File.ReadAllText(Path.Combine(folder, "restore.sql"));
        Assert.Contains($"(FILENAME = N'{folder}/full/20260301T110000Z-vss/files/D/data/Sales.mdf')", script);
        Assert.Contains("FOR ATTACH;", script);
        Assert.True(File.Exists(Path.Combine(folder, "full/20260301T110000Z-vss/files/D/data/Sales_log.ldf")));
        Assert.True(File.Exists(Path.Combine(folder, "full/20260301T110000Z-vss/components.xml")));
        Assert.DoesNotContain("logs in this folder", script);
        var withLogs = Directory.CreateDirectory(Path.Combine(db.Root, "logs")).FullName;
        db.Recover(Protected.Ask(RecoveryDestination.Folder, point: "p3", folder: withLogs, overwrite: false));
        Assert.Contains("logs in this folder cannot be applied", File.ReadAllText(Path.Combine(withLogs, "restore.sql")));
    }

    [Fact]
    public void Drill_OfAShadowCopy_ReadsAllOfIt()
    {
        using var db = Taken();
        var sound = Drill(db);
        Assert.True(sound.IsSound, string.Join("; ", sound.Findings));
        Assert.Contains(sound.Findings, finding => finding.Contains("16 pages, 16 with checksums, none damaged; the documents"));
        foreach (var (name, expected) in new[] { ("Sales.mdf", "damaged"), ("metadata.bak", "expected"), ("components.xml", "expected"), ("writer.xml", "expected") })
        {
            var (key, content) = db.Files(2).Single(file => file.Key.EndsWith(name, StringComparison.Ordinal));
            var kept = (byte[])content.Clone();
            content.AsSpan(name == "metadata.bak" ? 0 : (content.Length / 2) + 100, 40).Fill((byte)'<');
            var outcome = Drill(db);
            Assert.False(outcome.IsSound, key);
            Assert.Contains(outcome.Findings, finding => finding.StartsWith(key, StringComparison.Ordinal) && finding.Contains(expected));
            kept.CopyTo(content, 0);
        }
    }

    private static DrillOutcome Drill(Protected db) => db.Workload.Drill(new DrillTask(db.Context, db.Points[2], db.Points, null, db.Notes, db.Held), db.Held, CancellationToken.None);

    private static FakeInstance Other(Protected db, out List<string> attached)
    {
        var files = new List<string>();
        attached = files;
        return new FakeInstance(db.Desk) { Name = "DB2", Attaching = files.AddRange };
    }

    /// <summary>A shadow copy, and two logs after it.</summary>
    private static Protected Taken()
    {
        var db = new Protected("vss");
        foreach (var type in new[] { BackupType.Full, BackupType.Log, BackupType.Log }) db.Back(type);
        db.Instance.Log.Clear();
        db.Copies.Calls.Clear();
        return db;
    }

    private static DateTimeOffset Moment(int log) => new DateTimeOffset(2026, 3, 1, 11, 15, 0, TimeSpan.Zero).AddMinutes(log * 15);

    private static void Clean(Protected db)
    {
        Assert.Empty(db.Copies.Snapshots);
        Assert.Equal((0, 0), (db.Copies.OpenRequesters, db.Instance.OpenSessions));
    }
}
