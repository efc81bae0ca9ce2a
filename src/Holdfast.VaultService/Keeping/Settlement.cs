using Dapper;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Keeping;

/// <summary>Finds out what came of announcements, and forgets those that nothing followed.</summary>
internal sealed class Settlement(VaultDatabase database, VaultClock time)
{
    /// <summary>Longer than any grant and any upload lasts.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    /// <param name="data">The server's part of the storage.</param>
    /// <exception cref="StorageException">The storage failed.</exception>
    public void Run(long prefix, IBlobStore data, CancellationToken cancellation)
    {
        var before = VaultTime.From(time.Observe().Latest - LongestUpload);
        var open = database.Read(connection => Ledger.Unsettled(connection, prefix, ""));
        var came = new List<string>();
        var never = new List<string>();
        foreach (var blob in open)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsThere(data, blob.Name)) came.Add(blob.Name);
            else if (blob.Created < before) never.Add(blob.Name);
        }
        if (came.Count == 0 && never.Count == 0) return;
        database.Write((connection, transaction) =>
        {
            Ledger.NoteArrived(connection, transaction, prefix, came);
            return connection.Execute(
                "DELETE FROM blobs WHERE prefix = @prefix AND name = @name AND present = 0 AND created < @before", never.Select(name => new { prefix, name, before }), transaction);
        });
    }

    private static bool IsThere(IBlobStore data, string name)
    {
        try
        {
            data.GetLength(name);
            return true;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return false;
        }
    }
}
