using Dapper;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Usage;

/// <summary>What takes room in vaults: now by the ledger, and day by day as it was sampled. Days are those of UTC, counted from 0001-01-01.</summary>
internal sealed class UsageTable(VaultDatabase database)
{
    /// <summary>Every registered server of a vault; what was retired counts until it is removed.</summary>
    internal IReadOnlyList<ServerUsage> Now(string vaultId) => database.Read<IReadOnlyList<ServerUsage>>(connection =>
        [.. connection.Query<Stored>(
            $"""
            SELECT s.id, s.name, s.registered, s.last_registered, s.last_contact, COALESCE(SUM(b.length), 0) AS bytes,
                COALESCE(SUM(CASE WHEN b.kind = {(int)BlobKind.Pack} THEN 1 ELSE 0 END), 0) AS packs,
                COALESCE(SUM(CASE WHEN b.kind = {(int)BlobKind.Point} AND b.retired IS NULL THEN 1 ELSE 0 END), 0) AS points
            FROM servers s LEFT JOIN prefixes p ON p.vault = s.vault_id AND p.server = s.id LEFT JOIN blobs b ON b.prefix = p.id AND b.present = 1
            WHERE s.vault_id = @vaultId GROUP BY s.id ORDER BY s.name
            """,
            new { vaultId }).Select(row => row.ToUsage())]);

    /// <summary>The largest of a day counts.</summary>
    internal void Add(string vaultId, DateOnly day, IReadOnlyList<ServerUsage> servers) => database.Write((connection, transaction) => servers.Sum(server => connection.Execute(
        """
        INSERT INTO usage_samples (vault_id, server_id, day, server_name, bytes, packs, points) VALUES (@vaultId, @Id, @day, @Name, @Bytes, @Packs, @Points)
        ON CONFLICT (vault_id, server_id, day) DO UPDATE SET server_name = excluded.server_name, bytes = MAX(bytes, excluded.bytes), packs = excluded.packs, points = excluded.points
        """,
        new { vaultId, server.Id, day = day.DayNumber, server.Name, server.Bytes, server.Packs, server.Points }, transaction)));

    /// <summary>Name, days and sum of the bytes of all days, for each server that had something in a vault from a day on to before another.</summary>
    internal IReadOnlyList<(string ServerId, string Name, int Days, decimal ByteDays)> Between(string vaultId, DateOnly from, DateOnly before) =>
        database.Read<IReadOnlyList<(string, string, int, decimal)>>(connection =>
            [.. connection.Query<Sum>(
                """
                SELECT server_id, MAX(server_name) AS name, COUNT(*) AS days, CAST(SUM(bytes) AS TEXT) AS byte_days FROM usage_samples
                WHERE vault_id = @vaultId AND day >= @from AND day < @before GROUP BY server_id ORDER BY 2
                """,
                new { vaultId, from = from.DayNumber, before = before.DayNumber })
                .Select(row => (row.ServerId, row.Name, (int)row.Days, decimal.Parse(row.ByteDays, System.Globalization.CultureInfo.InvariantCulture)))]);

    internal void DeleteBefore(DateOnly day) => database.Write("DELETE FROM usage_samples WHERE day < @day", new { day = day.DayNumber });

    private sealed record Stored
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public long Registered { get; init; }

        public long LastRegistered { get; init; }

        public long? LastContact { get; init; }

        public long Bytes { get; init; }

        public long Packs { get; init; }

        public long Points { get; init; }

        public ServerUsage ToUsage() => new(Id, Name, VaultTime.To(Registered), VaultTime.To(LastRegistered), Bytes, Packs, Points)
        {
            LastContact = LastContact is { } contact ? VaultTime.To(contact) : null,
        };
    }

    private sealed record Sum
    {
        public string ServerId { get; init; } = "";

        public string Name { get; init; } = "";

        public long Days { get; init; }

        public string ByteDays { get; init; } = "";
    }
}
