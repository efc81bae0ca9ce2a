using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog.Databases;

namespace Holdfast.Server.Catalog;

/// <summary>Where the catalog is: in a file of the data folder, or in a PostgreSQL database.</summary>
internal static class CatalogPlace
{
    private const int LongestFile = 8192;

    /// <param name="text">The connection text of a PostgreSQL database; null for SQLite.</param>
    /// <param name="file">A file whose first line is that text, relative to the data folder or absolute; null for none.</param>
    internal static CatalogDatabase Open(string? text, string? file, string dataDirectory, string sqliteFile, Func<string> installation)
    {
        var chosen = text ?? (file is null ? null : FirstLine(Path.Combine(dataDirectory, file)));
        return chosen is null ? SqliteDatabase.Open(sqliteFile) : PostgresDatabase.Open(chosen, installation());
    }

    private static string FirstLine(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LongestFile) throw Wrong(path, "is too long.");
            var line = File.ReadLines(path).FirstOrDefault()?.Trim();
            return string.IsNullOrEmpty(line) ? throw Wrong(path, "is empty.") : line;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, "cannot be read.");
        }
    }

    private static HoldfastException Wrong(string path, string what) => new(
        ErrorCode.CatalogRefused, $"The file {path}, which says where the catalog is, {what}", "Its first line must be a connection text (docs/configuration.md).");
}
