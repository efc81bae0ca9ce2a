using System.Data;
using Dapper;
using Holdfast.Contracts.Errors;
using Npgsql;

namespace Holdfast.Server.Catalog.Databases;

/// <summary>
/// Keeps a database for one installation: a row says whose it is for good, so that no other pool's points ever mix with these, and a lock, which ends with its connection,
/// that its server runs. After the connection was lost the lock is taken again before anything else is done.
/// </summary>
internal sealed class PostgresClaim(NpgsqlDataSource source, string installation, string place) : IDisposable
{
    /// <summary>"Holdfast" in ASCII.</summary>
    private const long LockNumber = 0x486f6c6466617374;

    private readonly Lock gate = new();
    private NpgsqlConnection? connection;
    private bool isDoubtful, wasHeld;
    private int process;

    /// <summary>Makes sure that the claim holds.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.CatalogInUse"/>.</exception>
    internal void Hold()
    {
        lock (gate)
        {
            if (connection is not null && (connection.State != ConnectionState.Open || (isDoubtful && !Answers(connection)))) Release();
            isDoubtful = false;
            if (connection is not null) return;
            var fresh = source.OpenConnection();
            try
            {
                Take(fresh);
                (connection, wasHeld) = (fresh, true);
            }
            catch
            {
                fresh.Dispose();
                throw;
            }
        }
    }

    /// <summary>Something has failed: look whether the lock is still there before the next step.</summary>
    internal void Doubt()
    {
        lock (gate) isDoubtful = true;
    }

    public void Dispose()
    {
        lock (gate) Release();
    }

    private void Take(NpgsqlConnection fresh)
    {
        if (!Lock(fresh))
        {
            // After a cut the database may not have noticed yet that the session which held the lock is gone: it was ours, so it may go.
            if (wasHeld) fresh.Execute("SELECT pg_terminate_backend(@process)", new { process });
            if (!wasHeld) throw new HoldfastException(ErrorCode.CatalogInUse, $"Another running Holdfast server uses the catalog database {place}.");
            if (!Lock(fresh)) throw new HoldfastException(ErrorCode.CatalogUnavailable, $"The catalog database {place} has not given up the broken connection yet.");
        }
        process = fresh.ExecuteScalar<int>("SELECT pg_backend_pid()");
        fresh.Execute("CREATE TABLE IF NOT EXISTS catalog_owner (id INTEGER NOT NULL PRIMARY KEY, installation TEXT NOT NULL)");
        fresh.Execute("INSERT INTO catalog_owner (id, installation) VALUES (1, @installation) ON CONFLICT (id) DO NOTHING", new { installation });
        if (fresh.ExecuteScalar<string>("SELECT installation FROM catalog_owner WHERE id = 1") != installation)
            throw new HoldfastException(
                ErrorCode.CatalogInUse, $"The catalog database {place} belongs to another Holdfast installation.",
                "Use an empty database: all but the history of jobs comes back from the pool.");
    }

    private static bool Lock(NpgsqlConnection fresh) => fresh.ExecuteScalar<bool>("SELECT pg_try_advisory_lock(@LockNumber)", new { LockNumber });

    private static bool Answers(NpgsqlConnection held)
    {
        try
        {
            return held.ExecuteScalar<int>("SELECT 1") == 1;
        }
        catch (NpgsqlException)
        {
            return false; // it is replaced by a new one
        }
    }

    private void Release()
    {
        if (connection is null) return;
        // A pooled connection would keep the lock: what goes back to the pool is reset, but only when it is used again.
        NpgsqlConnection.ClearPool(connection);
        connection.Dispose();
        connection = null;
    }
}
