using System.Data;
using Dapper;
using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>What the ledger says of the vault's own checks of packs.</summary>
internal sealed class PackChecks(VaultDatabase database)
{
    private const string Columns = "name, length, created, verified, damage", Live = "prefix = @prefix AND kind = 2 AND retired IS NULL AND present = 1";

    public PackCheckSummary Summary(long prefix) => database.Read(connection =>
    {
        var sums = connection.QuerySingle<Sums>(
            $"""
            SELECT COUNT(*) AS packs, COALESCE(SUM(length), 0) AS bytes, COUNT(*) - COUNT(verified) AS never_checked, MIN(verified) AS oldest, MAX(verified) AS newest,
                COUNT(damage) AS damaged FROM blobs WHERE {Live}
            """,
            new { prefix });
        var damaged = Query(connection, $"{Live} AND damage IS NOT NULL", new { prefix, most = PackCheckSummary.MostDamaged });
        return new PackCheckSummary(
            sums.Packs, sums.Bytes, sums.NeverChecked, sums.NeverChecked > 0 ? null : VaultTime.To(sums.Oldest), VaultTime.To(sums.Newest), sums.Damaged, damaged);
    });

    public IReadOnlyList<PackCheck> Page(long prefix, string? after, int most) =>
        database.Read(connection => Query(connection, $"{Live} AND name > @after", new { prefix, after = after ?? "", most }));

    private static IReadOnlyList<PackCheck> Query(IDbConnection connection, string where, object parameters) =>
        [.. connection.Query<Stored>($"SELECT {Columns} FROM blobs WHERE {where} ORDER BY name LIMIT @most", parameters).Select(stored => stored.ToCheck())];

    private sealed record Sums
    {
        public long Packs { get; init; }

        public long Bytes { get; init; }

        public long NeverChecked { get; init; }

        public long? Oldest { get; init; }

        public long? Newest { get; init; }

        public long Damaged { get; init; }
    }

    private sealed record Stored
    {
        public string Name { get; init; } = "";

        public long Length { get; init; }

        public long Created { get; init; }

        public long? Verified { get; init; }

        public string? Damage { get; init; }

        public PackCheck ToCheck() => new(Name, Length, VaultTime.To(Created), VaultTime.To(Verified), Damage);
    }
}
