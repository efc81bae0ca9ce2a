using System.Data;
using Dapper;
using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService.Data;

/// <summary>The vaults of a service.</summary>
internal sealed class VaultTable(VaultDatabase database)
{
    private const string Columns = "id, name, storage, region, redundancy, state, soft_delete_days, lock_days, retention_floors, pack_tier, created";

    internal IReadOnlyList<VaultRow> All() => database.Read(connection => All(connection, null));

    internal static IReadOnlyList<VaultRow> All(IDbConnection connection, IDbTransaction? transaction) =>
        [.. connection.Query<Stored>($"SELECT {Columns} FROM vaults ORDER BY name", null, transaction).Select(stored => stored.ToRow())];

    internal VaultRow? Get(string id) => database.Read(connection => Get(id, connection, null));

    internal static VaultRow? Get(string id, IDbConnection connection, IDbTransaction? transaction) =>
        connection.QueryFirstOrDefault<Stored>($"SELECT {Columns} FROM vaults WHERE id = @id", new { id }, transaction)?.ToRow();

    internal VaultRow? Named(string name) => database.Read(connection =>
        connection.QueryFirstOrDefault<Stored>($"SELECT {Columns} FROM vaults WHERE name = @name COLLATE NOCASE", new { name })?.ToRow());

    internal void Add(VaultRow vault, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        $"INSERT INTO vaults ({Columns}) VALUES (@Id, @Name, @Storage, @Region, @Redundancy, @State, @softDelete, @lockDays, @floors, @tier, @created)",
        new
        {
            vault.Id, vault.Name, vault.Storage, vault.Region, vault.Redundancy, vault.State, softDelete = vault.Rules.SoftDeleteDays, lockDays = vault.Rules.LockDays,
            floors = vault.Rules.HasRetentionFloors ? 1 : 0, tier = vault.Rules.PackTier, created = VaultTime.From(vault.Created),
        },
        transaction);

    internal void SetState(string id, string state) => database.Write("UPDATE vaults SET state = @state WHERE id = @id", new { id, state });

    internal static void SetState(string id, string state, IDbConnection connection, IDbTransaction transaction) =>
        connection.Execute("UPDATE vaults SET state = @state WHERE id = @id", new { id, state }, transaction);

    /// <summary>Never lowers it: false where it is longer already.</summary>
    internal static bool RaiseLock(string id, int days, IDbConnection connection, IDbTransaction transaction) =>
        connection.Execute("UPDATE vaults SET lock_days = @days WHERE id = @id AND lock_days <= @days", new { id, days }, transaction) == 1;

    internal static void Delete(string id, IDbConnection connection, IDbTransaction transaction) => connection.Execute("DELETE FROM vaults WHERE id = @id", new { id }, transaction);

    private sealed record Stored
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Storage { get; init; } = "";

        public string Region { get; init; } = "";

        public string Redundancy { get; init; } = "";

        public string State { get; init; } = "";

        public long SoftDeleteDays { get; init; }

        public long LockDays { get; init; }

        public long RetentionFloors { get; init; }

        public string PackTier { get; init; } = "";

        public long Created { get; init; }

        public VaultRow ToRow() => new(
            Id, Name, Storage, Region, Redundancy, State, new VaultRules((int)SoftDeleteDays, (int)LockDays, RetentionFloors != 0, PackTier), VaultTime.To(Created));
    }
}
