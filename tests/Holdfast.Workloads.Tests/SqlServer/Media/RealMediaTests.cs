using Holdfast.Testing;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Tests.SqlServer.Media;

/// <summary>Files that SQL Server 2008 R2 wrote.</summary>
public sealed class RealMediaTests
{
    private static readonly Guid CleanFull = new("5af3e50d-a4e0-4e9b-8aef-fe52898c6359");

    public static TheoryData<string, string, SqlBackupType, string, string, string> Known => new()
    {
        { "RestoreTimeClean/RestoreTimeClean.bak", "RestoreTimeClean", SqlBackupType.Full, "10.50.1600", "25000000006200170", "25000000013200001" },
        { "RestoreTimeClean/RestoreTimeClean2.bak", "RestoreTimeClean", SqlBackupType.Differential, "10.50.1600", "25000000017300038", "25000000019000001" },
        { "RestoreTimeClean/RestoreTimeClean_1.trn", "RestoreTimeClean", SqlBackupType.Log, "10.50.1600", "25000000006200170", "25000000015300001" },
        { "RestoreTimeClean/RestoreTimeClean_2.trn", "RestoreTimeClean", SqlBackupType.Log, "10.50.1600", "25000000015300001", "25000000016300001" },
        { "RestoreTimeClean/RestoreTimeClean_3.trn", "RestoreTimeClean", SqlBackupType.Log, "10.50.1600", "25000000016300001", "25000000017300001" },
        { "RestoreTimeClean/RestoreTimeClean2_1.trn", "RestoreTimeClean", SqlBackupType.Log, "10.50.1600", "25000000017300001", "25000000020000001" },
        { "RestoreTimeClean/RestoreTimeClean2_2.trn", "RestoreTimeClean", SqlBackupType.Log, "10.50.1600", "25000000020000001", "25000000021000001" },
        { "RestoreTimeClean/RestoreTimeClean2_3.trn", "RestoreTimeClean", SqlBackupType.Log, "10.50.1600", "25000000021000001", "25000000022000001" },
        { "DoubleDiffing/difftest-full.bak", "doublediff", SqlBackupType.Full, "10.50.1600", "24000000006800099", "24000000010900001" },
        { "DoubleDiffing/difftest-diff1.bak", "doublediff", SqlBackupType.Differential, "10.50.1600", "24000000011700034", "24000000013200001" },
        { "DoubleDiffing/difftest-diff2.bak", "doublediff", SqlBackupType.Differential, "10.50.1600", "24000000013200001", "24000000013400001" },
        { "backuppassword/passwd.bak", "stripetest", SqlBackupType.Full, "10.50.4000", "20000000033800037", "20000000035400001" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Read_RealFile_GivesItsFactsAndFindsEveryPageWhole(string file, string database, SqlBackupType type, string version, string first, string last)
    {
        var report = Read(file);

        var set = Assert.Single(report.Sets);
        Assert.Equal(MediaForm.Plain, report.Form);
        Assert.Equal("Microsoft SQL Server", report.Software);
        Assert.Equal((1, 1), (report.Families, report.Family));
        Assert.Equal((database, type, version), (set.Facts.Database, set.Facts.Type, set.Facts.Version));
        Assert.Equal((first, last), (set.Facts.FirstLsn.ToString(), set.Facts.LastLsn.ToString()));
        Assert.Equal(type != SqlBackupType.Log, set.Pages.Checked > 40);
        Assert.Equal((0, 0), (set.Pages.Damaged, set.Pages.Displaced));
        Assert.True(report.IsIntact);
    }

    [Fact]
    public void Read_FullBackup_GivesWhatItsHeadersHold()
    {
        var facts = Read("RestoreTimeClean/RestoreTimeClean.bak").Sets[0].Facts;

        Assert.Equal(CleanFull, facts.BackupSetGuid);
        Assert.Equal(new Guid("e4b9b1b7-255c-4866-af1f-eb4a29e8c2c9"), facts.FamilyGuid);
        Assert.Equal(facts.FamilyGuid, facts.RecoveryForkGuid);
        Assert.Equal(facts.FamilyGuid, facts.FirstRecoveryForkGuid);
        Assert.Null(facts.ForkPointLsn);
        Assert.Null(facts.RecoveryForkLsn);
        Assert.Null(facts.DifferentialBaseGuid);
        Assert.Equal(Lsn.Zero, facts.DatabaseBackupLsn);
        Assert.Equal(facts.FirstLsn, facts.CheckpointLsn);
        Assert.Equal("SQL2008", facts.Server);
        Assert.Equal("BASE\\stuart", facts.User);
        Assert.Equal((661, 100, 1033), (facts.DatabaseVersion, facts.CompatibilityLevel, facts.Locale));
        Assert.Equal(new DateTimeOffset(2017, 6, 1, 12, 59, 12, TimeSpan.FromHours(2)), facts.Started);
        Assert.Equal(facts.Started, facts.Finished);
        Assert.Equal(0x162c00, facts.Size);
        Assert.Equal((false, false, false, false), (facts.HasChecksums, facts.IsCopyOnly, facts.HasBulkLoggedData, facts.IsDamaged));
        Assert.False(facts.IsPasswordProtected);
        Assert.Equal(["RestoreTimeClean", "RestoreTimeClean_log"], facts.Files.Select(file => file.LogicalName));
        Assert.EndsWith("\\MSSQL\\DATA\\RestoreTimeClean.mdf", facts.Files[0].PhysicalName, StringComparison.Ordinal);
        Assert.Equal(("PRIMARY", false, 0x240000L), (facts.Files[0].FileGroup, facts.Files[0].IsLog, facts.Files[0].Size));
        Assert.Equal((null, true, 0x90000L), (facts.Files[1].FileGroup, facts.Files[1].IsLog, facts.Files[1].Size));
    }

    [Fact]
    public void Read_DatabaseThatWasRestoredBefore_NamesItsForkAndWhereItBegan()
    {
        var facts = Read("backuppassword/passwd.bak").Sets[0].Facts;

        Assert.NotEqual(facts.FamilyGuid, facts.RecoveryForkGuid);
        Assert.Equal("20000000024300001", facts.RecoveryForkLsn.ToString());
        Assert.Null(facts.ForkPointLsn);
        Assert.Equal(facts.RecoveryForkGuid, facts.FirstRecoveryForkGuid);
    }

    [Fact]
    public void Read_Differentials_NameTheFullBackupTheyBuildOn()
    {
        foreach (var (full, differential) in new[]
        {
            ("RestoreTimeClean/RestoreTimeClean.bak", "RestoreTimeClean/RestoreTimeClean2.bak"),
            ("DoubleDiffing/difftest-full.bak", "DoubleDiffing/difftest-diff1.bak"),
            ("DoubleDiffing/difftest-full.bak", "DoubleDiffing/difftest-diff2.bak"),
        })
        {
            var basis = Read(full).Sets[0].Facts;
            var child = Read(differential).Sets[0].Facts;

            Assert.Equal(basis.BackupSetGuid, child.DifferentialBaseGuid);
            Assert.Equal(basis.FirstLsn, child.DifferentialBaseLsn);
        }
    }

    [Fact]
    public void Read_LogBackups_FollowEachOtherWithoutAGap()
    {
        string[] logs = ["_1", "_2", "_3", "2_1", "2_2", "2_3"];
        var facts = logs.Select(log => Read($"RestoreTimeClean/RestoreTimeClean{log}.trn").Sets[0]).ToList();

        for (var i = 1; i < facts.Count; i++)
        {
            Assert.Equal(facts[i - 1].Facts.LastLsn, facts[i].Facts.FirstLsn);
            Assert.True(facts[i - 1].Facts.Started < facts[i].Facts.Started);
        }

        Assert.All(facts, log => Assert.Equal((65536L, 0L), (log.LogBytes, log.Pages.Seen)));
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(34)]
    public void Read_OneByteOfAPageFlipped_NamesThePage(int inPage)
    {
        const int Pages = 0x1e00;
        var bytes = Bytes("RestoreTimeClean/RestoreTimeClean.bak");
        var at = Pages + (77 * PageChecksum.PageLength);
        bytes[at + inPage] ^= 0x02;

        var pages = MediaFile.Read(new MemoryStream(bytes), default).Sets[0].Pages;

        var damaged = Assert.Single(pages.FirstDamaged);
        Assert.Equal(1, pages.Damaged);
        Assert.Equal(new DamagedPage(new PageId(1, 77), at), damaged);
    }

    [Fact]
    public void Read_RealFileCutAnywhere_NamesAnOffsetWithinIt()
    {
        var bytes = Bytes("RestoreTimeClean/RestoreTimeClean_1.trn");
        for (var length = 0; length < bytes.Length; length += length < 8192 ? 101 : 509)
        {
            var malformed = Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream(bytes, 0, length), default));
            Assert.InRange(malformed.Offset, 0, length);
        }

        Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream(bytes, 0, bytes.Length - 512), default));
    }

    [Fact]
    public void Cut_RealFiles_JoinsToTheFileAndCutsAtExtents()
    {
        var bytes = Bytes("DoubleDiffing/difftest-full.bak");

        var (chunks, cutter) = Cutting.All(bytes, 100_000);

        Assert.Equal(bytes, Cutting.Join(chunks));
        Assert.Equal(184 / 8, chunks.Count(chunk => chunk.Length == 65536 && chunk[0] == 1));
        Assert.Equal(184, cutter.Complete().Sets[0].Pages.Seen);
    }

    private static MediaReport Read(string file)
    {
        using var stream = File.OpenRead(Find(file));
        return MediaFile.Read(stream, default);
    }

    private static byte[] Bytes(string file) => File.ReadAllBytes(Find(file));

    private static string Find(string file)
    {
        var path = Artefacts.Find(Path.Combine("sqlserver", file));
        Assert.SkipWhen(path is null, Artefacts.Absent);
        return path;
    }
}
