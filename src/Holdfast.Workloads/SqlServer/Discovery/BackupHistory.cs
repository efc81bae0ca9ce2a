using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>Reads from msdb what the server noted of a backup.</summary>
internal static class BackupHistory
{
    /// <summary>Null where it noted nothing under the name.</summary>
    public static RecordedBackup? Find(ISqlSession session, string database, string name, CancellationToken cancellation)
    {
        if (session.Query(FactStatements.BackupSet(database, name), cancellation) is not [var row, ..]) return null;
        var offset = row.Int("utc_offset");
        var kind = row.Text("type") switch { "D" => BackupSetKind.Full, "I" => BackupSetKind.Differential, "L" => BackupSetKind.Log, _ => default };
        var files = kind == BackupSetKind.Log ? [] : session.Query(FactStatements.BackupFiles(row.Long("backup_set_id")), cancellation);
        var last = row.Id("last_recovery_fork_guid");
        var first = row.Id("first_recovery_fork_guid");
        var set = new BackupSet
        {
            Id = row.Id("backup_set_uuid"),
            Kind = kind,
            Server = row.Text("server_name") ?? "",
            Database = row.Text("database_name") ?? "",
            Family = row.Id("family_guid"),
            First = row.Lsn("first_lsn") ?? Lsn.Zero,
            Last = row.Lsn("last_lsn") ?? Lsn.Zero,
            Checkpoint = row.Lsn("checkpoint_lsn") ?? Lsn.Zero,
            DatabaseBackup = row.Lsn("database_backup_lsn") ?? Lsn.Zero,
            DifferentialBaseLsn = row.Lsn("differential_base_lsn") ?? Lsn.Zero,
            DifferentialBase = row.Id("differential_base_guid"),
            FirstFork = first == Guid.Empty ? last : first,
            LastFork = last,
            ForkPoint = row.Lsn("fork_point_lsn") ?? Lsn.Zero,
            Started = row.Time("backup_start_date", offset),
            Finished = row.Time("backup_finish_date", offset),
            CopyOnly = row.Bool("is_copy_only"),
            Bulk = row.Bool("has_bulk_logged_data"),
            Damaged = row.Bool("is_damaged"),
            Model = row.Text("recovery_model") switch { "SIMPLE" => RecoveryModel.Simple, "BULK-LOGGED" or "BULK_LOGGED" => RecoveryModel.BulkLogged, _ => RecoveryModel.Full },
            Version = row.Int("software_major_version"),
            Size = row.Long("backup_size"),
            Certificate = row.Hex("encryptor_thumbprint"),
            Files = [.. files.Select(file => new DatabaseFile(file.Text("logical_name") ?? "", file.Text("physical_name") ?? "", file.Text("file_type") is [var type, ..] ? type : 'D', file.Long("file_size")))],
        };
        return new RecordedBackup(set, row.Bool("has_backup_checksums"));
    }
}
