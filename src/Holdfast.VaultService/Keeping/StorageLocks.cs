using Dapper;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Keeping;

/// <summary>
/// Has the storage itself hold what a locked vault holds, where it can: then not even the vault's own identity, or the account's owner, can remove it. Live blobs are locked
/// for the vault's lock time from now and again when half of it is over; retired ones until the vault would remove them.
/// </summary>
/// <remarks>Goes by the time that is believed: what a wrong clock locked could not be unlocked.</remarks>
internal sealed class StorageLocks(VaultDatabase database, VaultClock time)
{
    private const int Batch = 500;

    /// <returns>How many blobs were locked.</returns>
    /// <exception cref="StorageException">The storage failed; the next round goes on.</exception>
    public long Run(VaultRow vault, long prefix, string serverId, IBlobStore storage, CancellationToken cancellation)
    {
        if (vault.Rules.LockDays == 0 || storage is not IImmutableStore locks || !locks.CanLock()) return 0;
        var now = time.Observe().Believed;
        var until = VaultTime.From(now.AddDays(vault.Rules.LockDays));
        var soon = VaultTime.From(now.AddDays(vault.Rules.LockDays / 2.0));
        long locked = 0;
        while (true)
        {
            var due = database.Read(connection => connection.Query<Due>(
                """
                SELECT name, CASE WHEN retired IS NULL THEN @until ELSE purge_after END AS until FROM blobs WHERE prefix = @prefix AND present = 1 AND purging = 0
                AND (locked_until IS NULL OR (retired IS NULL AND locked_until < @soon) OR (retired IS NOT NULL AND locked_until < purge_after)) LIMIT @Batch
                """,
                new { prefix, until, soon, Batch }).ToList());
            if (due.Count == 0) return locked;
            foreach (var blob in due)
            {
                cancellation.ThrowIfCancellationRequested();
                Lock(locks, ServerPrefix.FolderOf(serverId) + blob.Name, VaultTime.To(blob.Until));
                locked++;
            }
            database.Write((connection, transaction) => connection.Execute(
                "UPDATE blobs SET locked_until = @Until WHERE prefix = @prefix AND name = @Name", due.Select(blob => new { prefix, blob.Name, blob.Until }), transaction));
        }
    }

    /// <summary>One that is gone has nothing to lock: the checks of packs tell of it.</summary>
    private static void Lock(IImmutableStore locks, string name, DateTimeOffset until)
    {
        try
        {
            locks.Lock(name, until);
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
        }
    }

    private sealed record Due
    {
        public string Name { get; init; } = "";

        public long Until { get; init; }
    }
}
