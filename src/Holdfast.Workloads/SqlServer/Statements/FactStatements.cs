namespace Holdfast.Workloads.SqlServer.Statements;

/// <summary>Queries that ask a server about itself, its databases, and its backups. LSNs come as text: numeric(25) is more than a decimal of the client holds. All text comes as nvarchar (see <see cref="Driver.ClientCulture"/>).</summary>
internal static class FactStatements
{
    public static SqlStatement Server { get; } = new("""
        SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS product_version, CAST(SERVERPROPERTY('Edition') AS nvarchar(128)) AS edition,
          CAST(SERVERPROPERTY('EngineEdition') AS int) AS engine_edition, @@SERVERNAME AS server_name,
          CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(512)) AS data_path, CAST(SERVERPROPERTY('InstanceDefaultLogPath') AS nvarchar(512)) AS log_path,
          DATEPART(TZOFFSET, SYSDATETIMEOFFSET()) AS utc_offset, IS_SRVROLEMEMBER('sysadmin') AS is_sysadmin,
          HAS_PERMS_BY_NAME(NULL, NULL, 'ALTER ANY CREDENTIAL') AS may_make_credentials, HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS may_view_state
        """);

    private const string DatabaseColumns = """
        SELECT d.name, d.database_id, d.recovery_model, d.state_desc, d.is_read_only, d.is_in_standby, d.source_database_id, d.is_encrypted, d.page_verify_option_desc, d.group_database_id,
          CASE WHEN d.replica_id IS NULL THEN CAST(1 AS bit) ELSE sys.fn_hadr_backup_is_preferred_replica(d.name) END AS is_preferred,
          CASE WHEN d.replica_id IS NULL THEN CAST(1 AS bit) ELSE sys.fn_hadr_is_primary_replica(d.name) END AS is_primary,
          s.family_guid, s.recovery_fork_guid, CAST(s.last_log_backup_lsn AS nvarchar(25)) AS last_log_backup_lsn,
          (SELECT TOP (1) f.differential_base_guid FROM sys.master_files f WHERE f.database_id = d.database_id AND f.type = 0 ORDER BY f.file_id) AS differential_base_guid,
          (SELECT SUM(CAST(f.size AS bigint)) * 8192 FROM sys.master_files f WHERE f.database_id = d.database_id) AS size
        FROM sys.databases d LEFT JOIN sys.database_recovery_status s ON s.database_id = d.database_id
        """;

    public static SqlStatement Databases { get; } = new(DatabaseColumns + "\nORDER BY d.name");

    public static SqlStatement Database(string name) => new(DatabaseColumns + "\nWHERE d.name = @name") { Parameters = new Dictionary<string, object?> { ["@name"] = name } };

    /// <summary>Names of the servers that hold replicas of a database's availability group, this one left out.</summary>
    public static SqlStatement Replicas(string database) => new("""
        SELECT r.replica_server_name FROM sys.availability_replicas r JOIN sys.availability_databases_cluster c ON c.group_id = r.group_id
        WHERE c.database_name = @name AND r.replica_server_name <> @@SERVERNAME ORDER BY r.backup_priority DESC, r.replica_server_name
        """) { Parameters = new Dictionary<string, object?> { ["@name"] = database } };

    /// <summary>Paths of all files of other databases.</summary>
    public static SqlStatement TakenFiles(string database) =>
        new("SELECT f.physical_name FROM sys.master_files f WHERE f.database_id <> ISNULL(DB_ID(@name), 0)") { Parameters = new Dictionary<string, object?> { ["@name"] = database } };

    /// <summary>What the server noted of a backup, found by the name that it was given.</summary>
    public static SqlStatement BackupSet(string database, string name) => new("""
        SELECT TOP (1) b.backup_set_id, b.backup_set_uuid, CAST(b.type AS nvarchar(1)) AS type, b.database_name, b.server_name, b.software_major_version, b.family_guid,
          CAST(b.first_lsn AS nvarchar(25)) AS first_lsn, CAST(b.last_lsn AS nvarchar(25)) AS last_lsn, CAST(b.checkpoint_lsn AS nvarchar(25)) AS checkpoint_lsn,
          CAST(b.database_backup_lsn AS nvarchar(25)) AS database_backup_lsn, CAST(b.differential_base_lsn AS nvarchar(25)) AS differential_base_lsn, b.differential_base_guid,
          b.first_recovery_fork_guid, b.last_recovery_fork_guid, CAST(b.fork_point_lsn AS nvarchar(25)) AS fork_point_lsn, b.backup_start_date, b.backup_finish_date,
          b.is_copy_only, b.has_bulk_logged_data, b.is_damaged, b.has_backup_checksums, b.recovery_model, b.backup_size, b.encryptor_thumbprint,
          DATEPART(TZOFFSET, SYSDATETIMEOFFSET()) AS utc_offset
        FROM msdb.dbo.backupset b WHERE b.database_name = @database AND b.name = @name ORDER BY b.backup_set_id DESC
        """) { Parameters = new Dictionary<string, object?> { ["@database"] = database, ["@name"] = name } };

    /// <summary>Files of a backup by the id of its row in msdb.</summary>
    public static SqlStatement BackupFiles(long backupSetId) => new("""
        SELECT f.logical_name, f.physical_name, CAST(f.file_type AS nvarchar(1)) AS file_type, f.file_size FROM msdb.dbo.backupfile f WHERE f.backup_set_id = @id AND f.is_present = 1 ORDER BY f.file_number
        """) { Parameters = new Dictionary<string, object?> { ["@id"] = backupSetId } };

    /// <summary>Thumbprint of the certificate that protects a database's encryption key.</summary>
    public static SqlStatement EncryptionKey(string database) =>
        new("SELECT k.encryptor_thumbprint FROM sys.dm_database_encryption_keys k WHERE k.database_id = DB_ID(@name)") { Parameters = new Dictionary<string, object?> { ["@name"] = database } };
}
