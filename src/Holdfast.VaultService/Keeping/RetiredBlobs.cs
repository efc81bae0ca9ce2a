using System.Data;
using Dapper;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Keeping;

/// <summary>What was retired and is not removed yet: its owner looks at it and brings it back.</summary>
internal sealed class RetiredBlobs(VaultDatabase database, IPinCheck pins)
{
    private const string Hidden = "prefix = @prefix AND retired IS NOT NULL AND purging = 0";

    /// <summary>In the order of servers and names, a page at a time.</summary>
    /// <param name="serverId">Null for all servers of the vault.</param>
    /// <param name="after">The last of the page before; null for the first.</param>
    public IReadOnlyList<RetiredBlob> Page(string vaultId, string? serverId, RetiredBlob? after, int most) => database.Read<IReadOnlyList<RetiredBlob>>(connection =>
        [.. connection.Query<Stored>(
            """
            SELECT server, name, length, retired, purge_after FROM prefixes JOIN blobs INDEXED BY blobs_retired ON blobs.prefix = prefixes.id
            WHERE vault = @vaultId AND (@serverId IS NULL OR server = @serverId) AND (server, name) > (@afterServer, @afterName) AND retired IS NOT NULL AND purging = 0
            ORDER BY server, name LIMIT @most
            """,
            new { vaultId, serverId, afterServer = after?.Server ?? "", afterName = after?.Name ?? "", most }).Select(stored => stored.ToBlob())]);

    /// <summary>Brings blobs back; names that are not retired are passed over.</summary>
    /// <returns>How many came back.</returns>
    /// <exception cref="HoldfastException">No good PIN, no such vault, or a deprovisioned one, which would retire them again.</exception>
    public int Undelete(string vaultId, string serverId, IReadOnlyList<string> names, string? pin) => Run(
        vaultId, serverId, pin, (connection, transaction, prefix) => names.Distinct(StringComparer.Ordinal).Sum(
            name => connection.Execute($"UPDATE blobs SET retired = NULL, purge_after = NULL WHERE {Hidden} AND name = @name", new { prefix, name }, transaction)));

    /// <summary>Brings back everything that was retired at a time or later.</summary>
    /// <param name="source">Of one datasource: its points, and all that is not a point, for nobody but the server knows what they need. Null for all.</param>
    /// <returns>How many blobs came back.</returns>
    /// <exception cref="HoldfastException">As <see cref="Undelete"/>.</exception>
    public int UndeleteSince(string vaultId, string serverId, DateTimeOffset since, string? source, string? pin) => Run(
        vaultId, serverId, pin, (connection, transaction, prefix) => connection.Execute(
            $"UPDATE blobs SET retired = NULL, purge_after = NULL WHERE {Hidden} AND retired >= @since AND (@folder IS NULL OR kind <> {(int)BlobKind.Point} OR (name >= @folder AND name < @end))",
            new { prefix, since = VaultTime.From(since), folder = source is null ? null : $"points/{source}/", end = $"points/{source}0" }, transaction));

    private int Run(string vaultId, string serverId, string? pin, Func<IDbConnection, IDbTransaction, long, int> undelete)
    {
        var vault = new VaultTable(database).Get(vaultId) ?? throw VaultRefusal.Gone(vaultId);
        if (vault.State == VaultStates.Deprovisioned) throw VaultRefusal.OfReading(vault)!;
        var prefix = database.Read(connection => Ledger.NumberOf(connection, vaultId, serverId))
            ?? throw new HoldfastException(ErrorCode.ServerNotFound, "No server of this id has put anything into the vault.");
        pins.Spend(vaultId, pin);
        return database.Write((connection, transaction) => undelete(connection, transaction, prefix));
    }

    private sealed record Stored
    {
        public string Server { get; init; } = "";

        public string Name { get; init; } = "";

        public long Length { get; init; }

        public long Retired { get; init; }

        public long PurgeAfter { get; init; }

        public RetiredBlob ToBlob() => new(Server, Name, Length, VaultTime.To(Retired), VaultTime.To(PurgeAfter));
    }
}
