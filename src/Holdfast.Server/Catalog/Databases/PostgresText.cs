using Holdfast.Contracts.Errors;
using Npgsql;

namespace Holdfast.Server.Catalog.Databases;

/// <summary>Reads the text that says which database to use and how.</summary>
internal static class PostgresText
{
    private const int LongestText = 4096;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.CatalogRefused"/>; says nothing of what the text holds.</exception>
    internal static NpgsqlConnectionStringBuilder Parse(string text)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            if (text.Length > LongestText) throw Wrong($"is longer than {LongestText} characters.");
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            throw Wrong("is not understood.");
        }
        if (string.IsNullOrWhiteSpace(builder.Host)) throw Wrong("names no host.");
        if (string.IsNullOrWhiteSpace(builder.Database)) throw Wrong("names no database.");
        builder.ApplicationName = "holdfast";
        builder.PersistSecurityInfo = false;
        builder.IncludeErrorDetail = false;
        if (builder.KeepAlive == 0) builder.KeepAlive = 30; // seconds: a connection that was cut is noticed while nobody uses it
        return builder;
    }

    private static HoldfastException Wrong(string what) => new(
        ErrorCode.CatalogRefused, $"The text that says where the catalog is {what}", "Write it as in Host=db.example;Database=holdfast;Username=holdfast;Password=…");
}
