using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Comparison;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Reads every row of every table of every database of a copy, and asks each index of a table for its rows where the server has amcheck.</summary>
/// <param name="expected">What each database gave out when the point was made; null where that is not known.</param>
internal sealed class ClusterScan(PrivateServer server, string user, IReadOnlyDictionary<string, DatabaseContent>? expected, CancellationToken cancellation)
{
    private const string Indexes = """
        SELECT c.oid::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
        WHERE a.amname = 'btree' AND i.indisvalid AND c.relpersistence <> 't'
        """;

    public List<string> Findings { get; } = [];

    public bool IsSound { get; private set; } = true;

    /// <summary>Databases that were compared.</summary>
    public int Compared { get; private set; }

    public void Run()
    {
        using var first = server.Connect(user, "postgres", cancellation);
        var databases = first.Query("SELECT datname FROM pg_database WHERE datallowconn ORDER BY datname").Rows.Select(row => row[0]!).ToList();
        foreach (var database in databases) Scan(database);
    }

    private void Scan(string database)
    {
        using var connection = server.Connect(user, database, cancellation);
        var reader = new ContentReader(connection, cancellation);
        try
        {
            var read = reader.Read(withSystem: true);
            Findings.Add(string.Create(CultureInfo.InvariantCulture, $"{database}: every row was read, {read.Rows} of {read.Tables} tables and {reader.AllRows - read.Rows} of the system's own."));
            Compare(database, read);
        }
        catch (WorkloadException error)
        {
            IsSound = false;
            Findings.Add($"{database}: {reader.Table} cannot be read: {error.Message}");
            return; // the connection is of no more use
        }
        CheckIndexes(database);
    }

    private void Compare(string database, DatabaseContent read)
    {
        if (expected is null || !expected.TryGetValue(database, out var then)) return;
        if (read == then)
        {
            Compared++;
            Findings.Add($"{database}: the rows are those that the server gave out when the point was made.");
            return;
        }
        IsSound = false;
        Findings.Add(string.Create(CultureInfo.InvariantCulture, $"{database}: the rows are not those that the server gave out when the point was made: then {then.Rows} of {then.Tables} tables, now {read.Rows} of {read.Tables}."));
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
