using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Discovery;

/// <summary>What keeps a cluster from being protected as well as it could be.</summary>
internal static class ClusterAdvice
{
    public static IReadOnlyList<string> For(ClusterFacts facts, bool isEncrypted, ServerAddress address)
    {
        var settings = facts.Settings;
        var advice = new List<string>();
        void Add(bool applies, string warning)
        {
            if (applies) advice.Add(warning);
        }
        Add(!facts.MayReplicate, "The account may not replicate, so no backup can be taken: ALTER ROLE … REPLICATION.");
        Add(settings.GetValueOrDefault("wal_level") == "minimal", "wal_level is minimal, so no backup can be taken: set it to replica and restart the server.");
        Add(facts.Number("max_wal_senders", 10) < 2, "max_wal_senders is below 2: a backup and the log that is followed need one each.");
        Add(facts.Number("max_replication_slots", 10) < 1, "max_replication_slots is 0, so the log cannot be followed: raise it and restart the server.");
        Add(facts.Major >= ClusterFacts.FirstIncremental && !facts.SummarizesWal, "summarize_wal is off, so every backup reads everything: set it to on (no restart is needed) to have incremental backups.");
        Add(facts.Major < ClusterFacts.FirstIncremental, "Backups read everything before PostgreSQL 17; what did not change is stored once all the same.");
        Add(!facts.HasChecksums, "The cluster has no page checksums, so damage on its disks is not noticed: stop it and run pg_checksums --enable.");
        Add(facts.Number("max_slot_wal_keep_size", -1) < 0, "max_slot_wal_keep_size is not limited: while this program is away, the server keeps all of its log, until its disk is full.");
        Add(settings.GetValueOrDefault("fsync") == "off" || settings.GetValueOrDefault("full_page_writes") == "off", "fsync or full_page_writes is off: after a power cut the cluster itself may be lost.");
        Add(facts.IsStandby, "The server is a standby: its backups wait for the primary's checkpoints, and full_page_writes must be on there.");
        Add(!settings.ContainsKey("data_directory"), "The account cannot see where the data directory is, so recovery to the original place is not possible: GRANT pg_read_all_settings.");
        Add(settings.TryGetValue("config_file", out var configuration) && settings.TryGetValue("data_directory", out var data) && !configuration.StartsWith(data + "/", StringComparison.Ordinal),
            $"The configuration is outside of the data directory ({settings.GetValueOrDefault("config_file")}) and not in backups: protect its folder as files.");
        Add(!isEncrypted && !address.IsSocket && address.Host is not ("localhost" or "127.0.0.1" or "::1"), "The connection is not encrypted: turn ssl on at the server.");
        return advice;
    }

    public static DatasourceFacts Describe(ClusterFacts facts, bool isEncrypted, ServerAddress address)
    {
        BackupType[] types = facts is { Major: >= ClusterFacts.FirstIncremental, SummarizesWal: true } ? [BackupType.Full, BackupType.Incremental] : [BackupType.Full];
        var name = address.IsSocket ? $"PostgreSQL on port {address.Port}" : $"PostgreSQL at {address.Host}:{address.Port}";
        return new DatasourceFacts(name, facts.Version, facts.Size, types, ConsistencyGuarantee.Application, For(facts, isEncrypted, address));
    }
}
