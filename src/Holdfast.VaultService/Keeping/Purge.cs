using System.Data;
using Dapper;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Keeping;

/// <summary>
/// Removes what was retired long enough ago, by the rules of now where they are longer than those of then. A blob is condemned in the ledger first (from then on it cannot be
/// undeleted), then removed, then forgotten: a kill in between is made up for by the next purge.
/// </summary>
/// <remarks>Named places where a test can kill the process: vault.condemned (in the ledger), vault.purged (removed, still in the ledger).</remarks>
internal sealed class Purge(VaultDatabase database, VaultClock time)
{
    private const int Batch = 500;

    /// <returns>How many blobs and bytes were removed; none while the clock is not believed.</returns>
    /// <exception cref="StorageException">The storage failed; what is condemned waits for the next purge.</exception>
    public (long Blobs, long Bytes) Run(VaultRow vault, IBlobStore storage, CancellationToken cancellation)
    {
        long blobs = 0, bytes = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var condemned = database.Write((connection, transaction) => Condemn(connection, transaction, vault.Id));
            if (condemned.Count == 0) break;
            FailPoint.Reach("vault.condemned");
            var removed = Remove(condemned, storage, cancellation);
            blobs += removed.Count;
            bytes += removed.Sum(blob => blob.Length);
            if (removed.Count < condemned.Count) break;
        }
        return (blobs, bytes);
    }

    private List<Condemned> Condemn(IDbConnection connection, IDbTransaction transaction, string vault)
    {
        var now = time.Observe(connection, transaction);
        if (now.IsDoubtful) return [];
        var longest = connection.ExecuteScalar<long>("SELECT MAX(soft_delete_days, lock_days) FROM vaults WHERE id = @vault", new { vault }, transaction);
        var due = new { vault, now = VaultTime.From(now.Believed), before = VaultTime.From(now.Believed.AddDays(-longest)), Batch };
        const string ofVault = "prefix IN (SELECT id FROM prefixes WHERE vault = @vault)";
        var unfinished = connection.Query<Condemned>(
            $"SELECT prefix, server, name, length FROM blobs INDEXED BY blobs_purging JOIN prefixes ON prefixes.id = blobs.prefix WHERE purging = 1 AND vault = @vault LIMIT @Batch", due, transaction).ToList();
        if (unfinished.Count > 0) return unfinished;
        connection.Execute(
            $"""
            UPDATE blobs SET purging = 1 WHERE (prefix, name) IN
                (SELECT prefix, name FROM blobs WHERE {ofVault} AND purge_after IS NOT NULL AND purge_after <= @now AND retired <= @before ORDER BY prefix, purge_after LIMIT @Batch)
            """,
            due, transaction);
        return [.. connection.Query<Condemned>(
            "SELECT prefix, server, name, length FROM blobs INDEXED BY blobs_purging JOIN prefixes ON prefixes.id = blobs.prefix WHERE purging = 1 AND vault = @vault LIMIT @Batch", due, transaction)];
    }

    private List<Condemned> Remove(List<Condemned> condemned, IBlobStore storage, CancellationToken cancellation)
    {
        var removed = new List<Condemned>();
        var held = new List<Condemned>();
        try
        {
            foreach (var blob in condemned)
            {
                if (cancellation.IsCancellationRequested) break;
                if (TryDelete(storage, ServerPrefix.FolderOf(blob.Server) + blob.Name)) removed.Add(blob);
                else held.Add(blob);
                FailPoint.Reach("vault.purged");
            }
        }
        finally
        {
            Note(removed, held);
        }
        return removed;
    }

    /// <returns>False where the storage itself holds the blob (its own immutability): it is tried again another day, and can be undeleted until then.</returns>
    private static bool TryDelete(IBlobStore storage, string name)
    {
        try
        {
            storage.Delete(name);
            return true;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.Forbidden)
        {
            return false;
        }
    }

    private void Note(List<Condemned> removed, List<Condemned> held)
    {
        if (removed.Count == 0 && held.Count == 0) return;
        database.Write((connection, transaction) =>
        {
            connection.Execute("DELETE FROM blobs WHERE prefix = @Prefix AND name = @Name AND purging = 1", removed, transaction);
            var later = VaultTime.From(time.Observe(connection, transaction).Latest.AddDays(1));
            return connection.Execute(
                "UPDATE blobs SET purging = 0, purge_after = @later WHERE prefix = @Prefix AND name = @Name", held.Select(blob => new { blob.Prefix, blob.Name, later }), transaction);
        });
    }

    private sealed record Condemned
    {
        public long Prefix { get; init; }

        public string Server { get; init; } = "";

        public string Name { get; init; } = "";

        public long Length { get; init; }
    }
}
