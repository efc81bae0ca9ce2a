using System.Text.RegularExpressions;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>A stand-in for an instance: understands the statements that are sent, writes and reads media where they say, keeps a history. It is no SQL Server, and says only
/// whether what is sent fits together.</summary>
internal sealed partial class FakeInstance(IMediaPlace place) : ISqlSessions
{
    private readonly List<Dictionary<string, object?>> _history = [];
    private readonly List<Dictionary<string, object?>> _files = [];

    public string Name { get; init; } = "GENERATOR";

    public string Version { get; set; } = "16.0.4035.4";

    public List<FakeDatabase> Databases { get; } = [];

    public List<string> Replicas { get; init; } = [];

    /// <summary>Access key and secret by the address of a bucket.</summary>
    public Dictionary<string, string> Credentials { get; } = [];

    /// <summary>Every statement that changes something, with devices cut short.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Called before each statement; what it throws is what the server says.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Changes the set that is written, so that it is not what was asked for.</summary>
    public Func<GeneratedSet, GeneratedSet> Written { get; set; } = set => set;

    /// <summary>Changes a column of the history.</summary>
    public Action<Dictionary<string, object?>>? Recorded { get; set; }

    public int OpenSessions { get; private set; }

    public DateTime Now { get; set; } = new(2026, 3, 1, 12, 0, 0);

    /// <summary>Other instances by host.</summary>
    public Dictionary<string, FakeInstance> Others { get; } = [];

    public Func<IReadOnlyList<string>, FakeDevices>? Devices { get; set; }

    public ISqlSession Open(SqlAddress address, SqlOptions options, WorkloadCredential? credential, CancellationToken cancellation)
    {
        if (Others.TryGetValue(address.Host, out var other)) return other.Open(address with { Host = "here" }, options, credential, cancellation);
        Before?.Invoke($"connect {address}");
        OpenSessions++;
        return new Session(this);
    }

    public FakeDatabase this[string name] => Databases.Single(database => database.Name == name);

    private void Execute(SqlStatement statement, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Log.Add(Short(statement.Text));
        try
        {
            Before?.Invoke(statement.Text);
        }
        catch (SqlFailure failure)
        {
            throw new SqlFailure(failure.Numbers, statement.Cleaned(failure.Message));
        }
        var text = statement.Text;
        if (CreateCredential().Match(text) is { Success: true } create) Credentials.Add(create.Groups[1].Value, create.Groups[2].Value);
        else if (DropCredential().Match(text) is { Success: true } drop) Credentials.Remove(drop.Groups[1].Value);
        else if (BackupStatement().Match(text) is { Success: true } backup) Backup(backup.Groups[1].Value == "LOG", Plain(backup.Groups[2].Value), Names(backup.Groups[3].Value), backup.Groups[4].Value);
        else if (RestoreStatement().Match(text) is { Success: true } restore) Restore(restore.Groups[1].Value == "LOG", Plain(restore.Groups[2].Value), Names(restore.Groups[3].Value), restore.Groups[4].Value);
        else if (RecoverStatement().Match(text) is { Success: true } recover) this[Plain(recover.Groups[1].Value)].State = "ONLINE";
        else if (AlterStatement().Match(text) is { Success: true } alter) this[Plain(alter.Groups[1].Value)].IsSingleUser = alter.Groups[2].Value.StartsWith("SINGLE_USER", StringComparison.Ordinal);
        else if (!text.StartsWith("DBCC CHECKDB", StringComparison.Ordinal)) throw new SqlFailure([102], $"Incorrect syntax: {text}");
    }

    private void Backup(bool isLog, string name, List<(string Kind, string Name)> devices, string options)
    {
        var database = this[name];
        if (database.State is not ("ONLINE" or "SUSPECT")) throw new SqlFailure([3033], $"{name} is {database.State}.");
        var isDifferential = options.Contains("DIFFERENTIAL");
        var isCopy = options.Contains("COPY_ONLY");
        if (isLog && database.LogFrom is null) throw new SqlFailure([4214], "BACKUP LOG cannot be performed because there is no current database backup.");
        var id = Guid.NewGuid();
        var first = isLog ? database.LogFrom!.Value : database.Block;
        database.Block += 5;
        var set = Written(new GeneratedSet(isLog ? 'L' : isDifferential ? 'I' : 'D', first, database.Block, isLog ? null : isDifferential ? database.Pages[..(4 * GeneratedPages.PageLength)] : database.Pages, [.. Enumerable.Range(0, 600).Select(i => (byte)(i % 251))])
        {
            Database = name, Server = Name, Guid = id, BaseGuid = isDifferential ? database.Base : Guid.Empty, BaseBlock = isDifferential ? database.BaseBlock : 0, FamilyGuid = database.Family,
        });
        Send(devices, [.. devices.Select((_, stripe) => MediaWriter.File(devices.Count, stripe + 1, set))]);
        if (isLog) database.LogFrom = database.Block;
        else if (!isDifferential && !isCopy)
        {
            (database.Base, database.BaseBlock) = (id, first);
            if (database.Model != RecoveryModel.Simple) database.LogFrom ??= database.Block;
        }
        if (options.Contains("NORECOVERY")) database.State = "RESTORING";
        Record(database, set, id, first, isCopy, Regex.Match(options, "NAME = N'([^']+)'").Groups[1].Value);
    }

    private void Record(FakeDatabase database, GeneratedSet set, Guid id, uint first, bool isCopy, string name)
    {
        Now = Now.AddMinutes(15);
        var row = new Dictionary<string, object?>
        {
            ["backup_set_id"] = (long)_history.Count + 1, ["backup_set_uuid"] = id, ["type"] = set.Type.ToString(), ["database_name"] = database.Name, ["server_name"] = Name, ["software_major_version"] = 16,
            ["family_guid"] = database.Family, ["first_lsn"] = Text(first), ["last_lsn"] = Text(database.Block), ["checkpoint_lsn"] = Text(first), ["database_backup_lsn"] = Text(database.BaseBlock),
            ["differential_base_lsn"] = set.Type == 'I' ? Text(database.BaseBlock) : null, ["differential_base_guid"] = set.Type == 'I' ? database.Base : null, ["first_recovery_fork_guid"] = database.Fork,
            ["last_recovery_fork_guid"] = database.Fork, ["fork_point_lsn"] = null, ["backup_start_date"] = Now, ["backup_finish_date"] = Now, ["is_copy_only"] = isCopy, ["has_bulk_logged_data"] = false,
            ["is_damaged"] = false, ["has_backup_checksums"] = true, ["recovery_model"] = database.Model == RecoveryModel.Simple ? "SIMPLE" : "FULL", ["backup_size"] = (decimal)(set.Pages?.Length ?? 600),
            ["encryptor_thumbprint"] = null, ["utc_offset"] = 60, ["name"] = name,
        };
        Recorded?.Invoke(row);
        _history.Add(row);
        _files.Add(new() { ["id"] = (long)_history.Count, ["logical_name"] = database.Name, ["physical_name"] = $@"D:\data\{database.Name}.mdf", ["file_type"] = "D", ["file_size"] = (decimal)database.Pages.Length });
        _files.Add(new() { ["id"] = (long)_history.Count, ["logical_name"] = database.Name + "_log", ["physical_name"] = $@"E:\log\{database.Name}_log.ldf", ["file_type"] = "L", ["file_size"] = 1024m });
    }

    public void ForgetHistory() => _history.Clear();

    private void Restore(bool isLog, string name, List<(string Kind, string Name)> devices, string options)
    {
        var database = Databases.Find(present => present.Name == name);
        if (database is null) Databases.Add(database = new FakeDatabase(name) { State = "RESTORING" });
        else if (!isLog && database.State == "ONLINE" && !options.Contains("REPLACE")) throw new SqlFailure([3159], $"The tail of the log for the database {name} has not been backed up.");
        database.State = "RESTORING";
        foreach (var device in devices)
        {
            var report = Read(device);
            var set = Assert.Single(report.Sets);
            Assert.Equal(isLog, MediaCheck.Kind(set.Facts.Type!.Value) == BackupSetKind.Log);
            database.Restored.Add($"{set.Facts.Type} {set.Facts.FirstLsn}-{set.Facts.LastLsn}");
        }
    }

    private void Send(List<(string Kind, string Name)> devices, List<byte[]> media)
    {
        if (devices[0].Kind == BackupDevices.Virtual)
        {
            for (var stripe = 0; stripe < devices.Count; stripe++) Devices!([]).Send(devices[stripe].Name, media[stripe]);
            return;
        }
        var bucket = Bucket(devices[0].Name);
        place.Send(bucket, Credentials[bucket], [.. devices.Select((device, stripe) => (device.Name[(bucket.Length + 1)..], media[stripe]))]);
    }

    private Holdfast.Workloads.SqlServer.Media.MediaReport Read((string Kind, string Name) device)
    {
        if (device.Kind == BackupDevices.Virtual) return PreviousSets.Read(new MemoryStream(Devices!([]).Receive(device.Name)), default);
        var bucket = Bucket(device.Name);
        using var content = place.Read(bucket, Credentials[bucket], device.Name[(bucket.Length + 1)..]);
        try
        {
            return PreviousSets.Read(content, default);
        }
        catch (MalformedFileException malformed)
        {
            throw new SqlFailure([3241], malformed.Message);
        }
    }

    private string Bucket(string url) =>
        Credentials.Keys.FirstOrDefault(name => url.StartsWith(name + "/", StringComparison.Ordinal)) ?? throw new SqlFailure([3225], $"There is no credential for {url}.");

    private IReadOnlyList<SqlRow> Query(SqlStatement statement)
    {
        Before?.Invoke(statement.Text);
        string Parameter(string name) => (string)statement.Parameters[name]!;
        var rows = statement.Text switch
        {
            var text when text == FactStatements.Server.Text => [new Dictionary<string, object?>
            {
                ["product_version"] = Version, ["edition"] = "Developer Edition (64-bit)", ["engine_edition"] = 3, ["server_name"] = Name, ["data_path"] = @"D:\data\", ["log_path"] = @"E:\log\", ["utc_offset"] = 60,
                ["is_sysadmin"] = 1, ["may_make_credentials"] = 1, ["may_view_state"] = 1,
            }],
            var text when text.Contains("FROM sys.databases d") => [.. Databases.Where(database => statement.Parameters.Count == 0 || database.Name == Parameter("@name")).Select(Row)],
            var text when text.Contains("msdb.dbo.backupset ") => [.. _history.Where(row => Equals(row["name"], Parameter("@name")) && (string)row["database_name"]! == Parameter("@database"))],
            var text when text.Contains("msdb.dbo.backupfile") => [.. _files.Where(row => Equals(row["id"], statement.Parameters["@id"]))],
            var text when text.Contains("f.physical_name FROM sys.master_files") => [new Dictionary<string, object?> { ["physical_name"] = @"D:\data\Copy.mdf" }],
            var text when text.Contains("sys.availability_replicas") => [.. Replicas.Select(name => new Dictionary<string, object?> { ["replica_server_name"] = name })],
            _ => (IReadOnlyList<Dictionary<string, object?>>)[],
        };
        return [.. rows.Select(row => new SqlRow(row))];
    }

    private static Dictionary<string, object?> Row(FakeDatabase database) => new()
    {
        ["name"] = database.Name, ["database_id"] = database.Id, ["recovery_model"] = (byte)database.Model, ["state_desc"] = database.State, ["is_read_only"] = false, ["is_in_standby"] = false,
        ["source_database_id"] = null, ["is_encrypted"] = false, ["page_verify_option_desc"] = "CHECKSUM", ["group_database_id"] = database.Group == Guid.Empty ? null : database.Group,
        ["is_preferred"] = database.IsPreferred, ["is_primary"] = true, ["family_guid"] = database.Family, ["recovery_fork_guid"] = database.Fork,
        ["last_log_backup_lsn"] = database.LogFrom is { } block ? Text(block) : null, ["differential_base_guid"] = database.Base, ["size"] = (long)database.Pages.Length,
    };

    private static string Text(uint block) => MediaLsn(block).ToString();

    public static Holdfast.Workloads.SqlServer.Lsn MediaLsn(uint block) => new(40, block, 1);

    private static string Plain(string quoted) => quoted.Replace("]]", "]", StringComparison.Ordinal);

    private static List<(string Kind, string Name)> Names(string devices) => [.. Device().Matches(devices).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    private static string Short(string text) => Regex.Replace(Regex.Replace(text, @"(URL|VIRTUAL_DEVICE) = N'[^']*'", "$1"), @"s3://[^\]']*|NAME = N'[^']*', |STATS = 5(, )?|, BACKUP_OPTIONS = N'[^']*'|, RESTORE_OPTIONS = N'[^']*'|RESTORE_OPTIONS = N'[^']*'", "").TrimEnd(' ', ',');

    [GeneratedRegex(@"^CREATE CREDENTIAL \[(.+?)\] WITH IDENTITY = N'S3 Access Key', SECRET = N'([A-Za-z0-9]+:[A-Za-z0-9]+)'$")]
    private static partial Regex CreateCredential();

    [GeneratedRegex(@"DROP CREDENTIAL \[(.+?)\]$")]
    private static partial Regex DropCredential();

    [GeneratedRegex(@"^BACKUP (LOG|DATABASE) \[(.+?)\] TO (.+?) WITH (FORMAT.+)$")]
    private static partial Regex BackupStatement();

    [GeneratedRegex(@"^RESTORE (LOG|DATABASE) \[(.+?)\] FROM (.+?) WITH (.+)$")]
    private static partial Regex RestoreStatement();

    [GeneratedRegex(@"^RESTORE DATABASE \[(.+?)\] WITH (RECOVERY|STANDBY.*)$")]
    private static partial Regex RecoverStatement();

    [GeneratedRegex(@"^ALTER DATABASE \[(.+?)\] SET (SINGLE_USER WITH ROLLBACK IMMEDIATE|MULTI_USER)$")]
    private static partial Regex AlterStatement();

    [GeneratedRegex(@"(URL|VIRTUAL_DEVICE) = N'([^']+)'")]
    private static partial Regex Device();

    private sealed class Session(FakeInstance instance) : ISqlSession
    {
        private bool _disposed;

        public void Execute(SqlStatement statement, Action<int>? progress, CancellationToken cancellation)
        {
            if (_disposed) throw new InvalidOperationException("The session is closed.");
            instance.Execute(statement, cancellation);
        }

        public IReadOnlyList<SqlRow> Query(SqlStatement statement, CancellationToken cancellation) => instance.Query(statement);

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            instance.OpenSessions--;
        }
    }
}
