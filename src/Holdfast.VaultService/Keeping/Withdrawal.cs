using System.Data;
using Dapper;
using Holdfast.Contracts.Vault;
using Holdfast.Store.Durability;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Keeping;

/// <summary>
/// What a deprovisioned vault does with its recovery points: all are retired, as far as the lock allows, and when a server has none left its packs are. Keys, descriptions and
/// the repository's mark stay, so that what is undeleted can be opened.
/// </summary>
/// <remarks>Named place where a test can kill the process: vault.withdrawn (a batch is retired, more may follow).</remarks>
internal sealed class Withdrawal(VaultDatabase database, VaultClock time)
{
    private const int Batch = 1000;

    /// <returns>How many blobs were retired; none where the vault is not deprovisioned (any more).</returns>
    public long Run(string vaultId, long prefix, CancellationToken cancellation)
    {
        long retired = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var batch = database.Write((connection, transaction) => Retire(connection, transaction, vaultId, prefix));
            if (batch == 0) break;
            retired += batch;
            FailPoint.Reach("vault.withdrawn");
        }
        return retired;
    }

    private int Retire(IDbConnection connection, IDbTransaction transaction, string vaultId, long prefix)
    {
        var vault = connection.QueryFirstOrDefault<Rules>("SELECT state, soft_delete_days, lock_days FROM vaults WHERE id = @vaultId", new { vaultId }, transaction);
        if (vault is not { State: VaultStates.Deprovisioned }) return 0;
        var now = time.Observe(connection, transaction);
        var rules = new VaultRules((int)vault.SoftDeleteDays, (int)vault.LockDays, true, VaultRules.Hot);
        var points = Names(connection, transaction, prefix, BlobKind.Point, now.Believed.AddDays(-rules.LockDays));
        // A point that is still locked needs its packs.
        var hasPoints = points.Count == 0 && connection.ExecuteScalar<long>(
            "SELECT EXISTS (SELECT 1 FROM blobs WHERE prefix = @prefix AND name >= 'points/' AND name < 'points0' AND retired IS NULL)", new { prefix }, transaction) != 0;
        var names = points.Count > 0 ? points : hasPoints ? [] : Names(connection, transaction, prefix, BlobKind.Pack, DateTimeOffset.MaxValue);
        Ledger.Retire(connection, transaction, prefix, names, now.Latest, Retirement.PurgeAfter(rules, now.Latest));
        return names.Count;
    }

    private static List<string> Names(IDbConnection connection, IDbTransaction transaction, long prefix, BlobKind kind, DateTimeOffset createdBefore) => [.. connection.Query<string>(
        "SELECT name FROM blobs WHERE prefix = @prefix AND name >= @folder AND name < @end AND present = 1 AND retired IS NULL AND created <= @createdBefore LIMIT @Batch",
        new
        {
            prefix, folder = kind == BlobKind.Point ? "points/" : "packs/", end = kind == BlobKind.Point ? "points0" : "packs0", createdBefore = VaultTime.From(createdBefore), Batch,
        },
        transaction)];

    private sealed record Rules
    {
        public string State { get; init; } = "";

        public long SoftDeleteDays { get; init; }

        public long LockDays { get; init; }
    }
}
