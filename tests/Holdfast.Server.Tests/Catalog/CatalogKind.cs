namespace Holdfast.Server.Tests.Catalog;

/// <summary>The databases that the catalog runs on.</summary>
public enum CatalogKind
{
    Sqlite,
    Postgres,
}
