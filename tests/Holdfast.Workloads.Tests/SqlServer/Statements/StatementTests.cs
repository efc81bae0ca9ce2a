using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.Tests.SqlServer.Statements;

/// <summary>Every statement word by word: what a server is told is read here, since no server runs it.</summary>
public sealed class StatementTests
{
    private const string Bucket = "s3://backup.example.com:8443/b1f0";
    private static readonly BackupDevices Url = new(BackupDevices.Url, [$"{Bucket}/full-1.bak"], "us-east-1", 10 << 20);
    private static readonly BackupDevices Striped = new(BackupDevices.Url, [$"{Bucket}/f-1.bak", $"{Bucket}/f-2.bak"], "us-east-1", null);
    private static readonly BackupDevices Virtual = new(BackupDevices.Virtual, ["4b1c"], null, null);

    [Theory]
    [InlineData("Sales", "[Sales]")]
    [InlineData("a]b", "[a]]b]")]
    [InlineData("a]]; DROP DATABASE x--", "[a]]]]; DROP DATABASE x--]")]
    [InlineData("it's [one]", "[it's [one]]]")]
    public void Name_AnyText_CannotLeaveItsBrackets(string name, string quoted) => Assert.Equal(quoted, SqlText.Name(name));

    [Theory]
    [InlineData("plain", "N'plain'")]
    [InlineData("it's", "N'it''s'")]
    [InlineData("'; DROP DATABASE x--", "N'''; DROP DATABASE x--'")]
    [InlineData("Größe", "N'Größe'")]
    public void Literal_AnyText_CannotLeaveItsQuotes(string text, string quoted) => Assert.Equal(quoted, SqlText.Literal(text));

    [Theory]
    [InlineData("2026-03-01T10:15:30.0000000Z", 120, "N'2026-03-01T12:15:30.000'")]
    [InlineData("2026-03-01T10:15:30.9999999Z", 0, "N'2026-03-01T10:15:30.997'")]
    [InlineData("2026-03-01T23:59:59.5000000Z", -300, "N'2026-03-01T18:59:59.500'")]
    public void LocalTime_AnyMoment_IsTheServersTimeAndNeverLater(string utc, int offsetMinutes, string literal) =>
        Assert.Equal(literal, SqlText.LocalTime(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromMinutes(offsetMinutes)));

    [Fact]
    public void Attach_FilesOfAShadowCopy_QuotesEverything() =>
        Equal("CREATE DATABASE [Bob's ]] db] ON (FILENAME = N'F:\\it''s\\a.mdf'), (FILENAME = N'F:\\it''s\\a.ldf') FOR ATTACH", RestoreStatements.Attach("Bob's ] db", [@"F:\it's\a.mdf", @"F:\it's\a.ldf"]));

    [Fact]
    public void Backup_Full_IsToOneUrl() => Equal(
        "BACKUP DATABASE [Sales] TO URL = N's3://backup.example.com:8443/b1f0/full-1.bak' WITH FORMAT, CHECKSUM, NAME = N'holdfast 1', STATS = 5, NO_COMPRESSION, MAXTRANSFERSIZE = 10485760, BACKUP_OPTIONS = N'{\"s3\": {\"region\":\"us-east-1\"}}'",
        BackupStatements.Backup("Sales", new BackupDecision(BackupSetKind.Full, false, null), Url, "holdfast 1", compress: false));

    [Fact]
    public void Backup_StripedDifferentialOfAnOddName_QuotesEverything() => Equal(
        "BACKUP DATABASE [Bob's ]] db] TO URL = N's3://backup.example.com:8443/b1f0/f-1.bak', URL = N's3://backup.example.com:8443/b1f0/f-2.bak' WITH FORMAT, CHECKSUM, DIFFERENTIAL, NAME = N'o''clock', STATS = 5, COMPRESSION, BACKUP_OPTIONS = N'{\"s3\": {\"region\":\"us-east-1\"}}'",
        BackupStatements.Backup("Bob's ] db", new BackupDecision(BackupSetKind.Differential, false, null), Striped, "o'clock", compress: true));

    [Fact]
    public void Backup_CopyOnlyToVirtualDevice_SaysSo() => Equal(
        "BACKUP DATABASE [Sales] TO VIRTUAL_DEVICE = N'4b1c' WITH FORMAT, CHECKSUM, COPY_ONLY, NAME = N'n', STATS = 5",
        BackupStatements.Backup("Sales", new BackupDecision(BackupSetKind.Full, true, null), Virtual, "n", compress: null));

    [Fact]
    public void Backup_Log_IsALogBackup() => Equal(
        "BACKUP LOG [Sales] TO VIRTUAL_DEVICE = N'4b1c' WITH FORMAT, CHECKSUM, NAME = N'n', STATS = 5",
        BackupStatements.Backup("Sales", new BackupDecision(BackupSetKind.Log, false, null), Virtual, "n", compress: null));

    [Fact]
    public void Tail_OfAnOpenAndOfADamagedDatabase_LeavesItRestoring()
    {
        Equal("BACKUP LOG [Sales] TO VIRTUAL_DEVICE = N'4b1c' WITH FORMAT, CHECKSUM, NORECOVERY, NAME = N'n', STATS = 5", BackupStatements.Tail("Sales", false, Virtual, "n", null));
        Equal("BACKUP LOG [Sales] TO VIRTUAL_DEVICE = N'4b1c' WITH FORMAT, CHECKSUM, NORECOVERY, NO_TRUNCATE, NAME = N'n', STATS = 5", BackupStatements.Tail("Sales", true, Virtual, "n", null));
    }

    [Fact]
    public void Readers_OfABackup_AreAsked()
    {
        Equal("RESTORE HEADERONLY FROM VIRTUAL_DEVICE = N'4b1c'", RestoreStatements.HeaderOnly(Virtual));
        Equal("RESTORE FILELISTONLY FROM VIRTUAL_DEVICE = N'4b1c'", RestoreStatements.FileListOnly(Virtual));
        Equal("RESTORE VERIFYONLY FROM VIRTUAL_DEVICE = N'4b1c' WITH CHECKSUM", RestoreStatements.VerifyOnly(Virtual));
        Equal("RESTORE HEADERONLY FROM URL = N's3://backup.example.com:8443/b1f0/full-1.bak' WITH RESTORE_OPTIONS = N'{\"s3\": {\"region\":\"us-east-1\"}}'", RestoreStatements.HeaderOnly(Url));
    }

    [Fact]
    public void Data_WithMovesAndReplace_LeavesTheDatabaseRestoring() => Equal(
        "RESTORE DATABASE [Sales 2] FROM VIRTUAL_DEVICE = N'4b1c' WITH NORECOVERY, CHECKSUM, REPLACE, MOVE N'Sales' TO N'D:\\new\\Bob''s.mdf', MOVE N'Sales_log' TO N'E:\\new\\s.ldf', STATS = 5",
        RestoreStatements.Data("Sales 2", Virtual, [new FileMove("Sales", @"D:\new\Bob's.mdf"), new FileMove("Sales_log", @"E:\new\s.ldf")], replace: true));

    [Fact]
    public void Log_ToAMomentOrToAFork_StopsThere()
    {
        Equal("RESTORE LOG [Sales] FROM VIRTUAL_DEVICE = N'4b1c' WITH NORECOVERY, CHECKSUM, STOPAT = N'2026-03-01T11:00:00.000', STATS = 5",
            RestoreStatements.Log("Sales", Virtual, new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), Lsn.Zero));
        Equal("RESTORE LOG [Sales] FROM VIRTUAL_DEVICE = N'4b1c' WITH NORECOVERY, CHECKSUM, STOPBEFOREMARK = N'lsn:34000000016800001', STATS = 5",
            RestoreStatements.Log("Sales", Virtual, null, TimeSpan.Zero, Lsn.Parse("34000000016800001")));
        Equal("RESTORE LOG [Sales] FROM VIRTUAL_DEVICE = N'4b1c' WITH NORECOVERY, CHECKSUM, STATS = 5", RestoreStatements.Log("Sales", Virtual, null, TimeSpan.Zero, Lsn.Zero));
    }

    [Fact]
    public void Endings_OfARestore_AreTheirStatements()
    {
        Equal("RESTORE DATABASE [Sales] WITH RECOVERY", RestoreStatements.Recover("Sales"));
        Equal("RESTORE DATABASE [Sales] WITH STANDBY = N'E:\\undo''s.tuf'", RestoreStatements.Standby("Sales", @"E:\undo's.tuf"));
        Equal("ALTER DATABASE [Sales] SET SINGLE_USER WITH ROLLBACK IMMEDIATE", RestoreStatements.TakeAlone("Sales"));
        Equal("ALTER DATABASE [Sales] SET MULTI_USER", RestoreStatements.GiveBack("Sales"));
        Equal("DBCC CHECKDB ([Sa]]les]) WITH PHYSICAL_ONLY, NO_INFOMSGS, ALL_ERRORMSGS", RestoreStatements.CheckPages("Sa]les"));
    }

    [Fact]
    public void Credential_Made_ShowsItsSecretNowhere()
    {
        var statement = CredentialStatements.Create(Bucket, "AKID12", "S3cret99");
        Assert.Equal($"CREATE CREDENTIAL [{Bucket}] WITH IDENTITY = N'S3 Access Key', SECRET = N'AKID12:S3cret99'", statement.Text);
        Assert.DoesNotContain("S3cret99", statement.ToString());
        Assert.DoesNotContain("S3cret99", $"{statement}");
        Assert.DoesNotContain("S3CRET99", statement.Cleaned("Incorrect syntax near 'S3CRET99'."), StringComparison.OrdinalIgnoreCase);
        Equal($"IF EXISTS (SELECT 1 FROM sys.credentials WHERE name = N'{Bucket}') DROP CREDENTIAL [{Bucket}]", CredentialStatements.Drop(Bucket));
    }

    [Theory]
    [InlineData("AK:ID", "secret")]
    [InlineData("AKID", "se'cret")]
    [InlineData("", "secret")]
    [InlineData("AKID", "")]
    public void Credential_KeysThatSqlServerSplitsWrongly_AreRefusedWithoutNamingThem(string key, string secret)
    {
        var fault = Assert.Throws<WorkloadException>(() => CredentialStatements.Create(Bucket, key, secret));
        if (secret.Length > 0) Assert.DoesNotContain(secret, fault.Message);
    }

    [Fact]
    public void Queries_OfFacts_TakeNamesAsParameters()
    {
        var all = new[] { FactStatements.Database("a'b"), FactStatements.Replicas("a'b"), FactStatements.TakenFiles("a'b"), FactStatements.BackupSet("a'b", "n"), FactStatements.EncryptionKey("a'b") };
        Assert.All(all, statement => Assert.DoesNotContain("a'b", statement.Text));
        Assert.All(all, statement => Assert.Contains("a'b", statement.Parameters.Values));
        Assert.All(all, statement => Assert.All(statement.Parameters.Keys, name => Assert.Contains(name, statement.Text)));
    }

    [Theory]
    [InlineData("sys.database_recovery_status")]
    [InlineData("sys.fn_hadr_backup_is_preferred_replica(d.name)")]
    [InlineData("d.group_database_id")]
    [InlineData("CAST(s.last_log_backup_lsn AS nvarchar(25))")]
    [InlineData("d.source_database_id")]
    public void Discovery_Query_AsksWhatTheRulesNeed(string part) => Assert.Contains(part, FactStatements.Databases.Text);

    private static void Equal(string expected, SqlStatement statement) => Assert.Equal(expected, statement.Text);
}
