using System.Data;
using Dapper;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.VaultService.Data;

/// <summary>What owners did, in the order in which they did it. Rows are added in the transaction of what they tell of, and never changed.</summary>
internal sealed class AuditTable(VaultDatabase database)
{
    /// <param name="vault">Name of the vault; empty where it concerns none.</param>
    /// <param name="detail">Never a secret.</param>
    internal static void Add(DateTimeOffset time, string actor, string operation, string vault, string detail, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        "INSERT INTO owner_audit (time, actor, operation, vault, detail) VALUES (@time, @actor, @operation, @vault, @detail)",
        new { time = VaultTime.From(time), actor, operation, vault, detail }, transaction);

    /// <summary>Newest first.</summary>
    /// <param name="vault">Null for all.</param>
    internal IReadOnlyList<OwnerAct> Newest(string? vault, int limit) => database.Read<IReadOnlyList<OwnerAct>>(connection =>
        [.. connection.Query<Stored>(
            "SELECT id, time, actor, operation, vault, detail FROM owner_audit WHERE @vault IS NULL OR vault = @vault COLLATE NOCASE ORDER BY id DESC LIMIT @limit", new { vault, limit })
            .Select(row => new OwnerAct(row.Id, VaultTime.To(row.Time), row.Actor, row.Operation, row.Vault, row.Detail))]);

    private sealed record Stored
    {
        public long Id { get; init; }

        public long Time { get; init; }

        public string Actor { get; init; } = "";

        public string Operation { get; init; } = "";

        public string Vault { get; init; } = "";

        public string Detail { get; init; } = "";
    }
}
