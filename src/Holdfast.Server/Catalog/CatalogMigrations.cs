using Dapper;
using DbUp;
using DbUp.Builder;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Catalog;

/// <summary>Brings the catalog's tables to the version of this program. Scripts are embedded, applied in the order of their names, and never changed once released.</summary>
internal static class CatalogMigrations
{
    private const string Folder = ".Catalog.Migrations.";

    internal static IReadOnlyList<string> Scripts { get; } =
        [.. typeof(CatalogMigrations).Assembly.GetManifestResourceNames().Where(name => name.Contains(Folder)).Order(StringComparer.Ordinal)];

    /// <param name="hasJournal">A question that counts the table of applied scripts: 0 or 1.</param>
    /// <param name="engine">The migration engine for the database, asked for only where a script is missing.</param>
    internal static void Apply(CatalogDatabase database, string hasJournal, Func<UpgradeEngineBuilder> engine)
    {
        var applied = Applied(database, hasJournal);
        if (applied.Except(Scripts).FirstOrDefault() is { } unknown)
            throw new HoldfastException(ErrorCode.CatalogNewer, $"The catalog holds a change that this version does not know: {unknown}.");
        // Loading the migration engine costs more than all the rest of a start, and most starts have nothing to do.
        if (Scripts.All(applied.Contains)) return;
        var result = engine().WithScriptsEmbeddedInAssembly(typeof(CatalogMigrations).Assembly, name => name.Contains(Folder))
            .WithTransactionPerScript().LogToNowhere().Build().PerformUpgrade();
        if (!result.Successful)
            throw new HoldfastException(ErrorCode.CatalogDamaged, $"The catalog could not be brought up to date: {result.Error.Message}", inner: result.Error);
    }

    private static HashSet<string> Applied(CatalogDatabase database, string hasJournal) => database.Read(connection =>
        connection.ExecuteScalar<long>(hasJournal) > 0 ? connection.Query<string>("SELECT ScriptName FROM SchemaVersions").ToHashSet(StringComparer.Ordinal) : []);
}
