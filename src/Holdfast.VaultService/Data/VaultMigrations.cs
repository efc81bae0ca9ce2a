using Dapper;
using DbUp;
using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService.Data;

/// <summary>Brings the vault service's tables to the version of this program. Scripts are embedded, applied in the order of their names, and never changed once released.</summary>
internal static class VaultMigrations
{
    private const string Folder = ".Data.Migrations.";

    private static readonly string[] scripts =
        [.. typeof(VaultMigrations).Assembly.GetManifestResourceNames().Where(name => name.Contains(Folder)).Order(StringComparer.Ordinal)];

    internal static void Apply(VaultDatabase database)
    {
        var applied = database.Read(connection =>
            connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions'") == 0
                ? [] : connection.Query<string>("SELECT ScriptName FROM SchemaVersions").ToHashSet(StringComparer.Ordinal));
        if (applied.Except(scripts).FirstOrDefault() is { } unknown)
            throw new HoldfastException(ErrorCode.NewerFormat, $"The vault service's records hold a change that this version does not know: {unknown}.");
        // Loading the migration engine costs more than all the rest of a start, and most starts have nothing to do.
        if (scripts.All(applied.Contains)) return;
        var result = DeployChanges.To.SqliteDatabase(database.ConnectionString)
            .WithScriptsEmbeddedInAssembly(typeof(VaultMigrations).Assembly, name => name.Contains(Folder))
            .WithTransactionPerScript().LogToNowhere().Build().PerformUpgrade();
        if (!result.Successful)
            throw new HoldfastException(ErrorCode.VaultDataDamaged, $"The vault service's records could not be brought up to date: {result.Error.Message}", inner: result.Error);
    }
}
