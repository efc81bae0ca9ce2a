using System.Data;
using Dapper;

namespace Holdfast.VaultService.Data;

/// <summary>The newest credentials file of each vault, and the tokens of those who read with it.</summary>
internal sealed class CredentialsTable(VaultDatabase database)
{
    internal CredentialsRow? Newest(string vaultId) => database.Read(connection => Newest(vaultId, connection, null));

    internal static CredentialsRow? Newest(string vaultId, IDbConnection connection, IDbTransaction? transaction) => connection.QueryFirstOrDefault<CredentialsRow>(
        "SELECT vault_id, serial, key_hash, expires, used_by FROM credentials WHERE vault_id = @vaultId", new { vaultId }, transaction);

    /// <summary>Takes the place of the file before, and ends what was read with it.</summary>
    internal static void Replace(CredentialsRow row, IDbConnection connection, IDbTransaction transaction)
    {
        connection.Execute(
            """
            INSERT INTO credentials (vault_id, serial, key_hash, expires, used_by) VALUES (@VaultId, @Serial, @KeyHash, @Expires, @UsedBy)
            ON CONFLICT (vault_id) DO UPDATE SET serial = excluded.serial, key_hash = excluded.key_hash, expires = excluded.expires, used_by = excluded.used_by
            """,
            row, transaction);
    }

    /// <summary>Takes a file for a server; false where another server has it.</summary>
    internal static bool TryUse(string vaultId, long serial, string serverId, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        "UPDATE credentials SET used_by = @serverId WHERE vault_id = @vaultId AND serial = @serial AND (used_by IS NULL OR used_by = @serverId)",
        new { vaultId, serial, serverId }, transaction) == 1;

    internal void AddReader(string tokenHash, string vaultId, long serial, long expires, long now) => database.Write((connection, transaction) =>
    {
        connection.Execute("DELETE FROM reader_tokens WHERE expires + 864000000000 < @now", new { now }, transaction);
        return connection.Execute(
            "INSERT INTO reader_tokens (token_hash, vault_id, serial, expires) VALUES (@tokenHash, @vaultId, @serial, @expires)", new { tokenHash, vaultId, serial, expires }, transaction);
    });

    /// <summary>Whose token it is, and whether its credentials are still the newest; null where it is nobody's.</summary>
    internal (string VaultId, long Expires, bool IsNewest)? Reader(string tokenHash) => database.Read(connection =>
        connection.QueryFirstOrDefault<ReaderRow>(
            """
            SELECT r.vault_id, r.expires, CASE WHEN c.serial = r.serial THEN 1 ELSE 0 END AS is_newest FROM reader_tokens r LEFT JOIN credentials c ON c.vault_id = r.vault_id
            WHERE r.token_hash = @tokenHash
            """,
            new { tokenHash }) is { } row ? (row.VaultId, row.Expires, row.IsNewest != 0) : ((string, long, bool)?)null);

    internal static void DeleteOf(string vaultId, IDbConnection connection, IDbTransaction transaction)
    {
        connection.Execute("DELETE FROM reader_tokens WHERE vault_id = @vaultId", new { vaultId }, transaction);
        connection.Execute("DELETE FROM credentials WHERE vault_id = @vaultId", new { vaultId }, transaction);
    }

    private sealed record ReaderRow
    {
        public string VaultId { get; init; } = "";

        public long Expires { get; init; }

        public long IsNewest { get; init; }
    }
}
