namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>What a simulated instance notes of its backups: rows of msdb.</summary>
internal sealed class InstanceHistory
{
    private readonly List<Dictionary<string, object?>> sets = [];
    private readonly List<Dictionary<string, object?>> files = [];

    internal IEnumerable<IReadOnlyDictionary<string, object?>> Sets(string database, string name) => sets.Where(row => Equals(row["name"], name) && Equals(row["database_name"], database));

    internal IEnumerable<IReadOnlyDictionary<string, object?>> Files(object? id) => files.Where(row => Equals(row["id"], id));

    internal void Forget() => sets.Clear();

    /// <param name="change">Changes the row before it counts.</param>
    internal void Record(SimulatedDatabase database, GeneratedSet set, TakenBackup taken, string server, int utcOffset, Action<Dictionary<string, object?>>? change)
    {
        var row = new Dictionary<string, object?>
        {
            ["backup_set_id"] = (long)sets.Count + 1, ["backup_set_uuid"] = taken.Id, ["type"] = set.Type.ToString(), ["database_name"] = database.Name, ["server_name"] = server, ["software_major_version"] = 16,
            ["family_guid"] = database.Family, ["first_lsn"] = LogNumber.Of(taken.First), ["last_lsn"] = LogNumber.Of(database.Block), ["checkpoint_lsn"] = LogNumber.Of(taken.First),
            ["database_backup_lsn"] = LogNumber.Of(database.BaseBlock), ["differential_base_lsn"] = set.Type == 'I' ? LogNumber.Of(database.BaseBlock) : null,
            ["differential_base_guid"] = set.Type == 'I' ? database.Base : null, ["first_recovery_fork_guid"] = database.Fork, ["last_recovery_fork_guid"] = database.Fork, ["fork_point_lsn"] = null,
            ["backup_start_date"] = taken.Time, ["backup_finish_date"] = taken.Time, ["is_copy_only"] = taken.IsCopy, ["has_bulk_logged_data"] = false, ["is_damaged"] = false, ["has_backup_checksums"] = true,
            ["recovery_model"] = database.Model == RecoveryModels.Simple ? "SIMPLE" : "FULL", ["backup_size"] = (decimal)(set.Pages?.Length ?? set.Log.Length), ["encryptor_thumbprint"] = null, ["utc_offset"] = utcOffset,
            ["name"] = taken.Name,
        };
        change?.Invoke(row);
        sets.Add(row);
        Add(database.Name, $@"D:\data\{database.Name}.mdf", "D", database.Pages.Length);
        Add(database.Name + "_log", $@"E:\log\{database.Name}_log.ldf", "L", 1024);
    }

    private void Add(string logical, string physical, string type, decimal size) =>
        files.Add(new() { ["id"] = (long)sets.Count, ["logical_name"] = logical, ["physical_name"] = physical, ["file_type"] = type, ["file_size"] = size });
}
