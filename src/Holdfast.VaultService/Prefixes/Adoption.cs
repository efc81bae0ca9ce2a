using System.Data;
using Dapper;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>Takes what lies in a server's prefix and was put there before there was a ledger into it, once: without hashes, as if it had come now.</summary>
internal static class Adoption
{
    /// <summary>Null where the prefix was not adopted yet.</summary>
    public static long? NumberOf(IDbConnection connection, string vaultId, string serverId) => connection.ExecuteScalar<long?>(
        "SELECT id FROM prefixes WHERE vault = @vaultId AND server = @serverId AND adopted IS NOT NULL", new { vaultId, serverId });

    /// <returns>The number of the prefix.</returns>
    public static long Run(VaultDatabase database, VaultClock time, string vaultId, string serverId, IBlobStore data)
    {
        var found = data.List("");
        return database.Write((connection, transaction) =>
        {
            var prefix = Ledger.PrefixOf(connection, transaction, vaultId, serverId);
            var now = time.Observe(connection, transaction).Latest;
            foreach (var blob in found)
                if (NameRule.KindOf(blob.Name) is { } kind and not BlobKind.Housekeeping) Ledger.Adopt(connection, transaction, prefix, blob.Name, blob.Length, kind, now);
            connection.Execute("UPDATE prefixes SET adopted = @now WHERE id = @prefix", new { prefix, now = VaultTime.From(now) }, transaction);
            return prefix;
        });
    }
}
