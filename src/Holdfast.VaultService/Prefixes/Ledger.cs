using System.Data;
using Dapper;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>Statements over the ledger: what each server put, with hash and time, and what of it is retired.</summary>
internal static class Ledger
{
    private const string Columns = "name, length, blake3, created, present, retired";

    /// <summary>The number of a server's prefix, given out at its first use.</summary>
    public static long PrefixOf(IDbConnection connection, IDbTransaction transaction, string vaultId, string serverId)
    {
        connection.Execute("INSERT INTO prefixes (vault, server) VALUES (@vaultId, @serverId) ON CONFLICT DO NOTHING", new { vaultId, serverId }, transaction);
        return connection.ExecuteScalar<long>("SELECT id FROM prefixes WHERE vault = @vaultId AND server = @serverId", new { vaultId, serverId }, transaction);
    }

    /// <summary>Null where the server has no prefix yet.</summary>
    public static long? NumberOf(IDbConnection connection, string vaultId, string serverId) =>
        connection.ExecuteScalar<long?>("SELECT id FROM prefixes WHERE vault = @vaultId AND server = @serverId", new { vaultId, serverId });

    public static LedgerBlob? Find(IDbConnection connection, IDbTransaction? transaction, long prefix, string name) => connection.QueryFirstOrDefault<LedgerBlob>(
        $"SELECT {Columns} FROM blobs WHERE prefix = @prefix AND name = @name", new { prefix, name }, transaction);

    /// <summary>Records what is about to come; in the place of an announcement that nothing followed.</summary>
    public static void Announce(IDbConnection connection, IDbTransaction transaction, long prefix, AnnouncedBlob blob, BlobKind kind, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO blobs (prefix, name, kind, length, blake3, created, present, adopted) VALUES (@prefix, @Name, @kind, @Length, @hash, @now, 0, 0)
        ON CONFLICT (prefix, name) DO UPDATE SET length = excluded.length, blake3 = excluded.blake3, created = excluded.created WHERE present = 0
        """,
        new { prefix, blob.Name, kind = (int)kind, blob.Length, hash = blob.Hash.ToArray(), now = VaultTime.From(now) }, transaction);

    /// <summary>Records what was found in the storage and was never announced: without a hash until it is read.</summary>
    public static void Adopt(IDbConnection connection, IDbTransaction transaction, long prefix, string name, long length, BlobKind kind, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO blobs (prefix, name, kind, length, blake3, created, present, adopted) VALUES (@prefix, @name, @kind, @length, NULL, @now, 1, 1)
        ON CONFLICT (prefix, name) DO UPDATE SET length = excluded.length, blake3 = NULL, present = 1, adopted = 1 WHERE present = 0
        """,
        new { prefix, name, kind = (int)kind, length, now = VaultTime.From(now) }, transaction);

    public static void NoteArrived(IDbConnection connection, IDbTransaction transaction, long prefix, IEnumerable<string> names) =>
        connection.Execute("UPDATE blobs SET present = 1 WHERE prefix = @prefix AND name = @name", names.Select(name => new { prefix, name }), transaction);

    public static void Retire(IDbConnection connection, IDbTransaction transaction, long prefix, IEnumerable<string> names, DateTimeOffset now, DateTimeOffset purgeAfter) =>
        connection.Execute(
            "UPDATE blobs SET retired = @now, purge_after = @purgeAfter WHERE prefix = @prefix AND name = @name AND retired IS NULL",
            names.Select(name => new { prefix, name, now = VaultTime.From(now), purgeAfter = VaultTime.From(purgeAfter) }), transaction);

    /// <summary>Those beneath a folder that came and are not retired, in name order.</summary>
    public static IReadOnlyList<LedgerBlob> Live(IDbConnection connection, IDbTransaction? transaction, long prefix, string folder) =>
        [.. connection.Query<LedgerBlob>(
            $"SELECT {Columns} FROM blobs WHERE prefix = @prefix AND name >= @folder AND name < @end AND present = 1 AND retired IS NULL ORDER BY name",
            new { prefix, folder, end = EndOf(folder) }, transaction)];

    /// <summary>Names beneath a folder that were announced, and nobody has looked yet whether they came.</summary>
    public static IReadOnlyList<LedgerBlob> Unsettled(IDbConnection connection, long prefix, string folder) =>
        [.. connection.Query<LedgerBlob>(
            $"SELECT {Columns} FROM blobs WHERE prefix = @prefix AND name >= @folder AND name < @end AND present = 0", new { prefix, folder, end = EndOf(folder) })];

    public static HashSet<string> RetiredNames(IDbConnection connection, long prefix, string folder) =>
        connection.Query<string>(
            "SELECT name FROM blobs INDEXED BY blobs_retired WHERE prefix = @prefix AND name >= @folder AND name < @end AND retired IS NOT NULL", new { prefix, folder, end = EndOf(folder) })
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>What no name beneath a folder reaches: names are lower-case ASCII, '0' follows '/'.</summary>
    private static string EndOf(string folder) => folder.Length == 0 ? "~" : folder[..^1] + "0";
}
