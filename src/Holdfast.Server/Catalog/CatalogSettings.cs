using Holdfast.Server.Configuration;

namespace Holdfast.Server.Catalog;

/// <summary>The catalog's keys of settings.json.</summary>
public static class CatalogSettings
{
    public static TextSetting CatalogFile { get; } = new(
        "catalogFile", null, "path, absolute or relative to DIR", "file whose first line is the connection text of a PostgreSQL database for the catalog; without it SQLite is used",
        text => string.IsNullOrWhiteSpace(text) || text.Contains('\0') ? "must be a path." : null, 4096);

    public static IReadOnlyList<Setting> All { get; } = [CatalogFile];
}
