using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.Exchange.Flows;

/// <summary>Recoveries and drills through the whole workload, against stand-ins of VSS and of Exchange.</summary>
public sealed class ExchangeRecoveryFlowTests
{
    private const string RecoveryId = "77777777-0f6e-4a0f-9f0e-2b1a6f1d7c11";

    private const string Component = $@"Microsoft Exchange Server\Microsoft Information Store\MBX1\{FakeExchange.Id}";

    [Fact]
    public void Recover_ToTheOriginalPlace_PutsBackupAfterBackupBackAndReplaysAtTheEnd()
    {
        using var db = Backed();
        var database = db.Files(0)["full/20260301T110000Z/files/D/Mail/DB1/DB1.edb"];
        foreach (var path in db.Copies.Memory.Content.Keys.ToList()) db.Copies.Memory.Content.Remove(path);

        db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Original));

        Assert.Equal([$"PreRestore {Component}, more follows", $"PostRestore {Component}, more follows", $"PreRestore {Component}", $"PostRestore {Component}"], db.Server.Restored);
        Assert.Equal(database, db.Copies.Memory.Content[FakeExchange.Edb]);
        Assert.Equal(db.Files(1)["logs/20260301T110100Z/files/L/Mail/DB1/E00.log"], db.Copies.Memory.Content[FakeExchange.Logs + @"\E00.log"]);
        Assert.Equal(0, db.Copies.OpenRequesters);
    }

    [Fact]
    public void Recover_EarlierPointOverLaterLogs_IsRefusedUnlessTheyAreWanted()
    {
        using var db = Backed();
        db.Server.Write(2);
        var open = db.Copies.Memory.Content[FakeExchange.Logs + @"\E00.log"];

        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Original))).Fault);
        var outcome = db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Original, latest: true));

        Assert.Contains("with the logs that were in its folder", Assert.Single(outcome.Notes), StringComparison.Ordinal);
        Assert.Equal(open, db.Copies.Memory.Content[FakeExchange.Logs + @"\E00.log"]);
    }

    [Fact]
    public void Recover_LatestWhereLogsDoNotGoOn_IsRefused()
    {
        using var db = Backed();
        db.Server.Write(9);
        for (var generation = 1; generation <= 16; generation++) db.Copies.Memory.Content.Remove($@"{FakeExchange.Logs}\E00{generation:X8}.log");
        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Original, latest: true))).Fault);
        Assert.Empty(db.Server.Restored);
    }

    [Fact]
    public void Recover_OverWhatIsThere_NeedsLeave()
    {
        using var db = Backed();
        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Original, overwrite: false))).Fault);
        Assert.Empty(db.Server.Restored);
    }

    [Fact]
    public void Recover_AsRecoveryDatabase_WritesOneFolderAndSaysHowItIsReplayed()
    {
        using var db = Backed();

        var outcome = db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Instance, folder: @"R:\RDB1\"));

        Assert.Equal(db.Files(0)["full/20260301T110000Z/files/D/Mail/DB1/DB1.edb"], db.Copies.Memory.Content[@"R:\RDB1\DB1.edb"]);
        Assert.Equal(db.Files(1)["logs/20260301T110100Z/files/L/Mail/DB1/E00.log"], db.Copies.Memory.Content[@"R:\RDB1\E00.log"]);
        Assert.Contains("eseutil /r E00 /l \"R:\\RDB1\"", outcome.Notes[0], StringComparison.Ordinal);
        Assert.Contains("New-MailboxDatabase -Recovery", outcome.Notes[1], StringComparison.Ordinal);
        Assert.Empty(db.Server.Restored);
    }

    [Fact]
    public void Recover_IntoARecoveryDatabase_TellsTheWriterBothDatabasesAndWhereTheFilesAre()
    {
        using var db = Backed();
        var told = new List<string>();
        var restoring = db.Copies.Restoring;
        db.Copies.Restoring = (call, requester) =>
        {
            restoring!(call, requester);
            if (call == "PreRestore") told.AddRange([requester.Options[Component], .. requester.Targets.Select(target => $"{target.Path}\\{target.Pattern} to {target.Target}")]);
        };
        db.Shell.Lines = [$"{RecoveryId}\tMBX1\tTrue\tFalse\tR:\\RDB1\\Recovered.edb\tS:\\RDB1"];

        var outcome = db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Instance, name: "RDB1"));

        var options = $"<DATABASE_RESTORE_OPTIONS><DATABASE_GUID_ORIGINAL>{FakeExchange.Id}</DATABASE_GUID_ORIGINAL><DATABASE_GUID_TARGET>{RecoveryId}</DATABASE_GUID_TARGET></DATABASE_RESTORE_OPTIONS>";
        string[] once = [options, @"D:\Mail\DB1\DB1.edb to R:\RDB1", @"L:\Mail\DB1\E00*.log to S:\RDB1\_restoredLogs", @"L:\Mail\DB1\E00.chk to S:\RDB1\_restoredLogs"];
        Assert.Equal([.. once, .. once], told);
        Assert.Equal([$"PreRestore {Component}, more follows", $"PostRestore {Component}, more follows", $"PreRestore {Component}", $"PostRestore {Component}"], db.Server.Restored);
        Assert.Equal(db.Files(0)["full/20260301T110000Z/files/D/Mail/DB1/DB1.edb"], db.Copies.Memory.Content[@"R:\RDB1\DB1.edb"]);
        Assert.Equal(db.Files(1)["logs/20260301T110100Z/files/L/Mail/DB1/E00.log"], db.Copies.Memory.Content[@"S:\RDB1\_restoredLogs\E00.log"]);
        Assert.Contains("Mount-Database \"RDB1\"", outcome.Notes[0], StringComparison.Ordinal);
        Assert.Equal(0, db.Copies.OpenRequesters);
    }

    [Theory]
    [InlineData(null, "no database")]
    [InlineData("MBX1\tFalse\tFalse", "no recovery database")]
    [InlineData("MBX1\tTrue\tTrue", "is mounted")]
    [InlineData("MBX1\tTrue\t", "is mounted")]
    [InlineData("MBX2\tTrue\tFalse", "is on MBX2")]
    public void Recover_IntoADatabaseThatCannotTakeIt_IsRefusedBeforeAnythingHappens(string? facts, string said)
    {
        using var db = Backed();
        db.Shell.Lines = facts is null ? [] : [$"{RecoveryId}\t{facts}\tR:\\RDB1\\Recovered.edb\tS:\\RDB1"];
        var fault = Assert.Throws<WorkloadException>(() => db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Instance, name: "RDB1")));
        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Empty(db.Server.Restored);
    }

    [Fact]
    public void Recover_IntoARecoveryDatabaseWithLogsOfAnotherRestore_IsRefused()
    {
        using var db = Backed();
        db.Shell.Lines = [$"{RecoveryId}\tMBX1\tTrue\tFalse\tR:\\RDB1\\Recovered.edb\tS:\\RDB1"];
        db.Copies.Memory.Content[@"S:\RDB1\_restoredLogs\E0000000077.log"] = new byte[10];
        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Instance, name: "RDB1"))).Fault);
        Assert.Empty(db.Server.Restored);
    }

    [Fact]
    public void Recover_ToAFolder_KeepsPathsAndSaysHowItIsReplayed()
    {
        using var db = Backed();
        var folder = Path.Combine(db.Root, "out");
        db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Folder, folder: folder));
        Assert.True(File.Exists(Path.Combine(folder, "full/20260301T110000Z/files/D/Mail/DB1/DB1.edb")));
        Assert.Contains("eseutil /r E00", File.ReadAllText(Path.Combine(folder, "README.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void Recover_DamagedPoint_IsSaidAndNotLeftForGood()
    {
        using var db = Backed();
        db.Files(1)["full/20260301T110000Z/files/D/Mail/DB1/DB1.edb"][200_000] ^= 1;
        Assert.Equal(WorkloadFault.ContentWrong, Assert.Throws<WorkloadException>(() => db.Recover(ProtectedDatabase.Ask(RecoveryDestination.Original))).Fault);
    }

    [Fact]
    public void Plan_WithoutFolder_OrOfItems_IsRefused()
    {
        using var db = Backed();
        Assert.Equal(WorkloadFault.OptionWrong, Assert.Throws<WorkloadException>(() => db.Workload.Plan(ProtectedDatabase.Ask(RecoveryDestination.Instance), db.Points, null)).Fault);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => db.Workload.Plan(ProtectedDatabase.Ask(RecoveryDestination.Original) with { Items = ["a mailbox"] }, db.Points, null)).Fault);
        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => db.Workload.Plan(ProtectedDatabase.Ask(RecoveryDestination.Original, "none"), db.Points, null)).Fault);
    }

    [Fact]
    public void Drill_WholePoint_IsReplayable()
    {
        using var db = Backed();
        var outcome = db.Drill(1);
        Assert.True(outcome.IsSound);
        Assert.Equal(DrillDepth.Read, outcome.Depth);
        Assert.Contains(outcome.Findings, text => text.Contains("1 to D follow each other without a gap", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("full/20260301T110000Z/files/D/Mail/DB1/DB1.edb", "page is damaged")]
    [InlineData("full/20260301T110000Z/files/L/Mail/DB1/E0000000001.log", "segment is damaged")]
    public void Drill_DamagedFile_IsFound(string item, string said)
    {
        using var db = Backed();
        db.Files(1)[item][20_000 + (item.EndsWith("edb", StringComparison.Ordinal) ? 100_000 : 0)] ^= 1;
        var outcome = db.Drill(1);
        Assert.False(outcome.IsSound);
        Assert.Contains(outcome.Findings, text => text.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Drill_LogGone_IsFound()
    {
        using var db = Backed();
        foreach (var item in db.Files(1).Keys.Where(path => path.EndsWith("E0000000004.log", StringComparison.Ordinal)).ToList()) db.Files(1).Remove(item);
        Assert.False(db.Drill(1).IsSound);
    }

    private static ProtectedDatabase Backed()
    {
        var db = new ProtectedDatabase();
        db.Back(BackupType.Full);
        db.Server.Write(7);
        db.Back(BackupType.Log);
        return db;
    }
}
