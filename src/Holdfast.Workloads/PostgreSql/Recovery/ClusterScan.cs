using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Reads every row of every table of every database of a copy, and asks each index of a table for its rows where the server has amcheck.</summary>
internal sealed class ClusterScan(PrivateServer server, string user, CancellationToken cancellation)
{
    private const string Tables = """
        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND (c.relkind = 'r' OR c.relispopulated) ORDER BY 1
        """;

    private const string Indexes = """
        SELECT c.oid::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
        WHERE a.amname = 'btree' AND i.indisvalid AND c.relpersistence <> 't'
        """;

    public List<string> Findings { get; } = [];

    public bool IsSound { get; private set; } = true;

    public void Run()
    {
        using var first = server.Connect(user, "postgres", cancellation);
        var databases = first.Query("SELECT datname FROM pg_database WHERE datallowconn ORDER BY datname").Rows.Select(row => row[0]!).ToList();
        foreach (var database in databases) Scan(database);
    }

    private void Scan(string database)
    {
        using var connection = server.Connect(user, database, cancellation);
        connection.SetPatience(TimeSpan.Zero);
        long tables = 0, rows = 0;
        foreach (var table in connection.Query(Tables).Rows.Select(row => row[0]!))
        {
            cancellation.ThrowIfCancellationRequested();
            tables++;
            try
            {
                // As text: so that values are read that are kept outside of their rows.
                rows += long.Parse(connection.Query($"SELECT count(*), sum(length(t::text)) FROM ONLY {table} t").Rows[0][0]!, CultureInfo.InvariantCulture);
            }
            catch (WorkloadException error)
            {
                IsSound = false;
                Findings.Add($"{database}: {table} cannot be read: {error.Message}");
                return; // the connection is of no more use
            }
        }
        Findings.Add(string.Create(CultureInfo.InvariantCulture, $"{database}: {rows} rows of {tables} tables were read."));
        CheckIndexes(database);
    }

    private void CheckIndexes(string database)
    {
        using var connection = server.Connect(user, database, cancellation);
        connection.SetPatience(TimeSpan.Zero);
        if (connection.Scalar("SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'") is "0" or null) return;
        try
        {
            connection.Query("SET default_transaction_read_only = off; CREATE EXTENSION IF NOT EXISTS amcheck");
            var indexes = connection.Query(Indexes).Rows.Select(row => row[0]!).ToList();
            foreach (var index in indexes)
            {
                cancellation.ThrowIfCancellationRequested();
                connection.Query($"SELECT bt_index_check({index}::oid::regclass)");
            }
            Findings.Add(string.Create(CultureInfo.InvariantCulture, $"{database}: {indexes.Count} indexes were checked by amcheck."));
        }
        catch (WorkloadException error)
        {
            IsSound = false;
            Findings.Add($"{database}: an index is damaged: {error.Message}");
        }
    }
}
