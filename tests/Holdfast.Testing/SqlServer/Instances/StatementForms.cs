using System.Text.RegularExpressions;

namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>The statements that a simulated instance understands: those of Holdfast, and no others.</summary>
internal static partial class StatementForms
{
    /// <summary>Identifier in brackets as it is without them.</summary>
    internal static string Plain(string quoted) => quoted.Replace("]]", "]", StringComparison.Ordinal);

    internal static List<(string Kind, string Name)> Devices(string list) => [.. Device().Matches(list).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>With devices, and what differs from run to run, cut short.</summary>
    internal static string Short(string text) => Changing().Replace(Named().Replace(text, "$1"), "").TrimEnd(' ', ',');

    [GeneratedRegex(@"^CREATE CREDENTIAL \[(.+?)\] WITH IDENTITY = N'S3 Access Key', SECRET = N'([A-Za-z0-9]+:[A-Za-z0-9]+)'$")]
    internal static partial Regex CreateCredential();

    [GeneratedRegex(@"^IF EXISTS \(SELECT 1 FROM sys\.credentials WHERE name = N'(.+?)'\) DROP CREDENTIAL \[\1\]$")]
    internal static partial Regex DropCredential();

    [GeneratedRegex(@"^BACKUP (LOG|DATABASE) \[(.+?)\] TO (.+?) WITH (FORMAT.+)$")]
    internal static partial Regex Backup();

    [GeneratedRegex(@"^RESTORE (LOG|DATABASE) \[(.+?)\] FROM (.+?) WITH (.+)$")]
    internal static partial Regex Restore();

    [GeneratedRegex(@"^RESTORE DATABASE \[(.+?)\] WITH (RECOVERY|STANDBY.*)$")]
    internal static partial Regex Recover();

    [GeneratedRegex(@"^CREATE DATABASE \[(.+?)\] ON (.+) FOR ATTACH$")]
    internal static partial Regex Attach();

    [GeneratedRegex(@"^ALTER DATABASE \[(.+?)\] SET (SINGLE_USER WITH ROLLBACK IMMEDIATE|MULTI_USER)$")]
    internal static partial Regex Alter();

    [GeneratedRegex(@"^DBCC CHECKDB \(\[(.+?)\]\) WITH PHYSICAL_ONLY, NO_INFOMSGS, ALL_ERRORMSGS$")]
    internal static partial Regex Check();

    [GeneratedRegex(@"FILENAME = N'([^']+)'")]
    internal static partial Regex FileName();

    [GeneratedRegex("NAME = N'([^']+)'")]
    internal static partial Regex SetName();

    [GeneratedRegex("STOPAT = N'([^']+)'")]
    internal static partial Regex StopAt();

    [GeneratedRegex(@"^SELECT CAST\(SERVERPROPERTY\('ProductVersion'\) .+ AS may_view_state$", RegexOptions.Singleline)]
    internal static partial Regex Server();

    [GeneratedRegex(@"^SELECT d\.name, .+\sFROM sys\.databases d LEFT JOIN sys\.database_recovery_status s ON s\.database_id = d\.database_id\s+(ORDER BY d\.name|WHERE d\.name = @name)$", RegexOptions.Singleline)]
    internal static partial Regex Databases();

    [GeneratedRegex(@"^SELECT TOP \(1\) b\.backup_set_id, .+\sFROM msdb\.dbo\.backupset b WHERE b\.database_name = @database AND b\.name = @name ORDER BY b\.backup_set_id DESC$", RegexOptions.Singleline)]
    internal static partial Regex BackupSet();

    [GeneratedRegex(@"^SELECT f\.logical_name, .+\sFROM msdb\.dbo\.backupfile f WHERE f\.backup_set_id = @id AND f\.is_present = 1 ORDER BY f\.file_number$", RegexOptions.Singleline)]
    internal static partial Regex BackupFiles();

    [GeneratedRegex(@"^SELECT f\.physical_name FROM sys\.master_files f WHERE f\.database_id <> ISNULL\(DB_ID\(@name\), 0\)$")]
    internal static partial Regex TakenFiles();

    [GeneratedRegex(@"^SELECT r\.replica_server_name FROM sys\.availability_replicas r .+$", RegexOptions.Singleline)]
    internal static partial Regex Replicas();

    [GeneratedRegex("(URL|VIRTUAL_DEVICE) = N'([^']+)'")]
    private static partial Regex Device();

    [GeneratedRegex("(URL|VIRTUAL_DEVICE) = N'[^']*'")]
    private static partial Regex Named();

    [GeneratedRegex(@"s3://[^\]']*|NAME = N'[^']*', |STATS = 5(, )?|, BACKUP_OPTIONS = N'[^']*'|, RESTORE_OPTIONS = N'[^']*'|RESTORE_OPTIONS = N'[^']*'")]
    private static partial Regex Changing();
}
