using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>Goes to the replica on which an availability group wants its backups.</summary>
internal static class ReplicaChoice
{
    /// <summary>The session that was given, or one to another replica; the caller disposes what it gets, and what it gave is disposed where it gets another.</summary>
    public static ChosenReplica Choose(ISqlSessions sessions, ISqlSession first, SqlAddress address, SqlOptions options, WorkloadCredential? credential, CancellationToken cancellation)
    {
        var database = address.Database ?? throw new ArgumentException("A replica is chosen for a database.", nameof(address));
        var server = ServerFacts.Ask(first, cancellation);
        var status = DatabaseFacts.Get(first, server, database, cancellation);
        if (status.IsPreferred || status.GroupDatabase == Guid.Empty) return new ChosenReplica(first, address, server, status);
        var unreachable = new List<string>();
        foreach (var name in first.Query(FactStatements.Replicas(database), cancellation).Select(row => row.Text("replica_server_name") ?? ""))
        {
            if (Replica(name) is not { } replica) continue;
            ISqlSession? session = null;
            try
            {
                session = sessions.Open(replica.Of(database), options, credential, cancellation);
                var facts = ServerFacts.Ask(session, cancellation);
                if (DatabaseFacts.Find(session, facts, database, cancellation) is { IsPreferred: true } found && found.GroupDatabase == status.GroupDatabase)
                {
                    first.Dispose();
                    return new ChosenReplica(session, replica.Of(database), facts, found);
                }
            }
            catch (SqlFailure failure)
            {
                // The next replica may be the preferred one; if none is, the rules refuse and these are named.
                unreachable.Add($"{name}: {failure.Message}");
            }
            session?.Dispose();
        }
        return new ChosenReplica(first, address, server, status) { Unreachable = unreachable };
    }

    /// <summary>A replica's server name, HOST or HOST\INSTANCE, as an address; null where it is none.</summary>
    internal static SqlAddress? Replica(string name)
    {
        var parts = name.Split('\\');
        return parts.Length is 1 or 2 && Uri.CheckHostName(parts[0]) != UriHostNameType.Unknown
            ? new SqlAddress(parts[0].ToLowerInvariant(), null, parts.Length == 2 ? parts[1].ToUpperInvariant() : null, null)
            : null;
    }
}
