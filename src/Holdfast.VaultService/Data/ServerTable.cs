using System.Data;
using Dapper;

namespace Holdfast.VaultService.Data;

/// <summary>The servers of all vaults.</summary>
internal sealed class ServerTable(VaultDatabase database)
{
    private const string Columns = "vault_id, id, name, registered, last_registered, certificate, next_certificate";

    internal IReadOnlyList<ServerRow> Of(string vaultId) => database.Read<IReadOnlyList<ServerRow>>(connection =>
        [.. connection.Query<ServerRow>($"SELECT {Columns} FROM servers WHERE vault_id = @vaultId ORDER BY name", new { vaultId })]);

    internal ServerRow? Get(string vaultId, string id) => database.Read(connection => Get(vaultId, id, connection, null));

    internal static ServerRow? Get(string vaultId, string id, IDbConnection connection, IDbTransaction? transaction) =>
        connection.QueryFirstOrDefault<ServerRow>($"SELECT {Columns} FROM servers WHERE vault_id = @vaultId AND id = @id", new { vaultId, id }, transaction);

    internal static ServerRow? Named(string vaultId, string name, IDbConnection connection, IDbTransaction transaction) =>
        connection.QueryFirstOrDefault<ServerRow>($"SELECT {Columns} FROM servers WHERE vault_id = @vaultId AND name = @name COLLATE NOCASE", new { vaultId, name }, transaction);

    /// <summary>Adds a server, or registers it again: the date of its first registration stays.</summary>
    internal static void Save(ServerRow server, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        $"""
        INSERT INTO servers ({Columns}) VALUES (@VaultId, @Id, @Name, @Registered, @LastRegistered, @Certificate, @NextCertificate)
        ON CONFLICT (vault_id, id) DO UPDATE SET name = excluded.name, last_registered = excluded.last_registered, certificate = excluded.certificate,
            next_certificate = excluded.next_certificate
        """,
        server, transaction);

    /// <summary>Remembers a new certificate; the present one is good until it is used.</summary>
    internal bool Renew(string vaultId, string id, string present, string next) => database.Write(
        "UPDATE servers SET next_certificate = @next WHERE vault_id = @vaultId AND id = @id AND certificate = @present", new { vaultId, id, present, next }) == 1;

    /// <summary>The new certificate was used: the one before it is no longer good.</summary>
    internal void Promote(string vaultId, string id, string next) => database.Write(
        "UPDATE servers SET certificate = next_certificate, next_certificate = NULL WHERE vault_id = @vaultId AND id = @id AND next_certificate = @next", new { vaultId, id, next });

    /// <summary>The server called.</summary>
    internal void Called(string vaultId, string id, long now) => database.Write("UPDATE servers SET last_contact = @now WHERE vault_id = @vaultId AND id = @id", new { vaultId, id, now });

    internal static void DeleteOf(string vaultId, IDbConnection connection, IDbTransaction transaction) =>
        connection.Execute("DELETE FROM servers WHERE vault_id = @vaultId", new { vaultId }, transaction);
}
