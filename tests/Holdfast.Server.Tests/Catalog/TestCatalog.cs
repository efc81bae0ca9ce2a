using Holdfast.Server.Catalog;
using Holdfast.Server.Catalog.Databases;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

/// <summary>
/// A new catalog on each of the databases. A test of a table takes a <see cref="CatalogKind"/> from <see cref="Kinds"/> and the cluster from its fixture, and so says what
/// holds on both.
/// </summary>
internal sealed class TestCatalog : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-catalog-").FullName;

    private TestCatalog(CatalogKind kind, PostgresCluster cluster)
    {
        if (kind == CatalogKind.Postgres) Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        Database = kind == CatalogKind.Sqlite ? SqliteDatabase.Open(Path.Combine(folder, "holdfast.db")) : PostgresDatabase.Open(cluster.NewDatabase(), "tests");
        Catalog = new ServerCatalog(Database);
    }

    public static TheoryData<CatalogKind> Kinds => [CatalogKind.Sqlite, CatalogKind.Postgres];

    public CatalogDatabase Database { get; }

    public ServerCatalog Catalog { get; }

    public static TestCatalog Open(CatalogKind kind, PostgresCluster cluster) => new(kind, cluster);

    public void Dispose()
    {
        Catalog.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
