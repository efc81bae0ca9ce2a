using System.Diagnostics;
using Holdfast.Testing.Postgres;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

/// <summary>Clients that write to a server until they are disposed.</summary>
internal sealed class Load : IDisposable
{
    private readonly List<Process> clients = [];

    /// <summary>pgbench's own transactions: whatever moment is looked at, its tables have the same sum.</summary>
    public Load(PostgresServer server, string database) => Add(server, database, "-c", "2");

    /// <summary>Besides, one statement over and over, at most a hundred times a second.</summary>
    public Load(PostgresServer server, string database, string statement) : this(server, database)
    {
        var script = Path.Combine(server.Sockets, "statement.sql");
        File.WriteAllText(script, statement);
        Add(server, database, "-c", "1", "-R", "100", "-f", script);
    }

    /// <summary>Whether the sums of pgbench's tables agree: half a transaction would be seen.</summary>
    public static bool IsConsistent(PostgresServer server, string database) => server.Sql("""
        SELECT count(DISTINCT sum) = 1 FROM (SELECT sum(abalance) FROM pgbench_accounts UNION ALL SELECT sum(tbalance) FROM pgbench_tellers
            UNION ALL SELECT sum(bbalance) FROM pgbench_branches UNION ALL SELECT coalesce(sum(delta), 0) FROM pgbench_history) s
        """, database) == "t";

    public void Dispose()
    {
        foreach (var client in clients)
        {
            client.Kill();
            client.WaitForExit();
            client.Dispose();
        }
        clients.Clear();
    }

    private void Add(PostgresServer server, string database, params string[] arguments) => clients.Add(Process.Start(new ProcessStartInfo("/bin/sh",
        ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", Path.Combine(PostgresPrograms.Debian.Folder!, "pgbench"), "-n", "-T", "300", "-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User, .. arguments, database]))!);
}
