using System.Data;
using Dapper;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>What a server declared to keep of each datasource. It is forgotten with the PIN only, by declaring less.</summary>
internal sealed class DeclaredRetention(VaultDatabase database, IPinCheck pins, VaultClock time, string vaultId, long prefix)
{
    public const int MostSources = 10_000;

    public static SourceRetention? Find(IDbConnection connection, IDbTransaction? transaction, long prefix, string source) => connection.QueryFirstOrDefault<Stored>(
        "SELECT source, days, weeks, months, years FROM retention WHERE prefix = @prefix AND source = @source", new { prefix, source }, transaction)?.ToRetention();

    public void Declare(IReadOnlyList<SourceRetention> sources, string? pin)
    {
        if (sources.Count > MostSources || sources.Any(source => !IsPossible(source)))
            throw new HoldfastException(ErrorCode.BadRequest, "The declared retention is no such thing: a source is a name of 1 to 200 characters, and numbers are 0 or more.");
        var vault = new VaultTable(database).Get(vaultId) ?? throw VaultRefusal.Gone(vaultId);
        if (VaultRefusal.OfWriting(vault) is { } refusal) throw refusal;
        var isLowered = vault.Rules.HasRetentionFloors && database.Read(connection => Lowered(connection, null, sources)) is not null;
        if (isLowered)
        {
            if (pin is null) throw Refused(sources);
            pins.Spend(vaultId, pin);
        }
        database.Write((connection, transaction) =>
        {
            if (vault.Rules.HasRetentionFloors && !isLowered && Lowered(connection, transaction, sources) is not null) throw Refused(sources);
            var declared = VaultTime.From(time.Observe(connection, transaction).Latest);
            return connection.Execute(
                """
                INSERT INTO retention (prefix, source, days, weeks, months, years, declared) VALUES (@prefix, @Source, @Days, @Weeks, @Months, @Years, @declared)
                ON CONFLICT (prefix, source) DO UPDATE SET days = excluded.days, weeks = excluded.weeks, months = excluded.months, years = excluded.years, declared = excluded.declared
                """,
                sources.Select(source => new { prefix, source.Source, source.Days, source.Weeks, source.Months, source.Years, declared }), transaction);
        });
    }

    private SourceRetention? Lowered(IDbConnection connection, IDbTransaction? transaction, IReadOnlyList<SourceRetention> sources) =>
        sources.FirstOrDefault(source => RetentionFloor.NeedsPin(Find(connection, transaction, prefix, source.Source), source));

    private HoldfastException Refused(IReadOnlyList<SourceRetention> sources)
    {
        var first = database.Read(connection => Lowered(connection, null, sources));
        return new HoldfastException(
            ErrorCode.RetentionBelowFloor,
            $"What would be kept of datasource '{first?.Source}' is less than what the vault was told before, or less than its minimum of 7 days, 4 weeks, 3 months or 1 year.");
    }

    private static bool IsPossible(SourceRetention source) =>
        BlobName.IsValid(source.Source) && !source.Source.Contains('/', StringComparison.Ordinal) && source is { Days: >= 0, Weeks: >= 0, Months: >= 0, Years: >= 0 };

    private sealed record Stored
    {
        public string Source { get; init; } = "";

        public long Days { get; init; }

        public long Weeks { get; init; }

        public long Months { get; init; }

        public long Years { get; init; }

        public SourceRetention ToRetention() => new(Source, (int)Days, (int)Weeks, (int)Months, (int)Years);
    }
}
