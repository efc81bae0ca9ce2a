using System.Globalization;
using System.Text;
using Holdfast.Workloads.PostgreSql.Planning;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>The settings that make a server replay its log to where it is wanted.</summary>
/// <param name="Target">Null: to the end of the log.</param>
/// <param name="AtBackupEnd">As soon as the backup is whole.</param>
internal sealed record RecoverySettings(string RestoreCommand, DateTimeOffset? Target, bool AtBackupEnd, bool Pause)
{
    private const string Head = "# Written by Holdfast for one recovery. Once the server has opened: ALTER SYSTEM RESET of each of these, and the folder of log segments can be removed.";

    public string Text()
    {
        var text = new StringBuilder().Append('\n').Append(Head).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"restore_command = {Quote(RestoreCommand)}\n");
        if (AtBackupEnd) text.Append("recovery_target = 'immediate'\n");
        else if (Target is { } time) text.Append(CultureInfo.InvariantCulture, $"recovery_target_time = {Quote(RecoveryPlanner.Text(time))}\n");
        text.Append("recovery_target_inclusive = on\nrecovery_target_timeline = 'latest'\n");
        text.Append(CultureInfo.InvariantCulture, $"recovery_target_action = '{(Pause ? "pause" : "promote")}'\n");
        return text.ToString();
    }

    /// <summary>The cluster's own configuration without what would decide besides: a server refuses two targets, also where one of them is empty.</summary>
    public static string WithoutRecovery(string configuration) => string.Join('\n', configuration.Split('\n').Select(line => Decides(line) ? "# " + line : line));

    private static bool Decides(string line)
    {
        var name = line.TrimStart();
        return ((string[])["recovery_target", "restore_command", "archive_cleanup_command", "recovery_end_command", "primary_conninfo", "primary_slot_name"])
            .Any(setting => name.StartsWith(setting, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A configuration for a cluster that had its own elsewhere: what recovery demands at least, nothing that is a matter of the computer.</summary>
    public static string Configuration(IReadOnlyDictionary<string, string> settings)
    {
        var text = new StringBuilder("# Written by Holdfast: the cluster's own configuration was not in its data directory.\nlisten_addresses = 'localhost'\n");
        foreach (var name in (string[])["max_connections", "max_worker_processes", "max_wal_senders", "max_prepared_transactions", "max_locks_per_transaction"])
            if (settings.TryGetValue(name, out var value) && value.All(char.IsAsciiDigit)) text.Append(CultureInfo.InvariantCulture, $"{name} = {value}\n");
        if (settings.TryGetValue("shared_preload_libraries", out var libraries) && libraries.Length > 0) text.Append("# It loaded: shared_preload_libraries = ").Append(Quote(libraries.Replace('\n', ' '))).Append('\n');
        return text.ToString();
    }

    public static string Access => "# Written by Holdfast: the cluster's own pg_hba.conf was not in its data directory.\n" + (OperatingSystem.IsWindows() ? "" : "local all all peer\n")
        + "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";

    private static string Quote(string value) => '\'' + value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + '\'';
}
