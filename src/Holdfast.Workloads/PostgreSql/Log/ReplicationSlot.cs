using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>The mark by which the server keeps the part of its log that we do not have yet.</summary>
/// <param name="Restart">From where on it keeps the log; null: it lost it, or never kept any.</param>
internal sealed record ReplicationSlot(string Name, Lsn? Restart, uint Timeline)
{
    /// <summary>Null where there is none of the name.</summary>
    public static ReplicationSlot? Find(Connection connection, string name)
    {
        var result = connection.Query($"READ_REPLICATION_SLOT {name}");
        if (result.Rows.Count == 0 || result[0, "slot_type"] is not { } type) return null;
        if (type != "physical")
            throw new WorkloadException(WorkloadFault.OptionWrong, $"The replication slot {name} is a logical one.", "Name another slot, or none: then one is made.");
        var restart = result[0, "restart_lsn"];
        return new ReplicationSlot(name, restart is null ? null : Lsn.Parse(restart), result[0, "restart_tli"] is { } timeline ? uint.Parse(timeline, CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>Makes one that keeps the log from the last checkpoint on.</summary>
    public static ReplicationSlot Make(Connection connection, string name)
    {
        connection.Query($"CREATE_REPLICATION_SLOT {name} PHYSICAL RESERVE_WAL");
        return Find(connection, name) ?? throw new WorkloadException(WorkloadFault.ApplicationFailed, $"The replication slot {name} is gone as soon as it was made.", "See who drops slots on the server.");
    }

    public static void Drop(Connection connection, string name) => connection.Query($"DROP_REPLICATION_SLOT {name}");
}
