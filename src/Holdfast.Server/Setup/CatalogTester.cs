using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog.Databases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Holdfast.Server.Setup;

/// <summary>Asks a database whether a catalog could be made in it. Changes nothing.</summary>
internal static class CatalogTester
{
    private const int OldestMajor = 13;

    internal static CatalogTest Test(CatalogChoice choice, string? password, string installation)
    {
        if (CatalogAddress.Text(choice, password) is not { } text) return Sqlite();
        try
        {
            return Postgres(PostgresText.Parse(text), installation);
        }
        catch (PostgresException failure)
        {
            return new CatalogTest(false, null, $"The database refuses: {failure.MessageText}", "Check user, password, and name of the database, and that the server takes connections from this computer (pg_hba.conf).");
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            return new CatalogTest(false, null, $"The database does not answer: {failure.Message}", "Check host and port, and that the database server runs and listens there.");
        }
        catch (HoldfastException failure)
        {
            return new CatalogTest(false, null, failure.Message, failure.Remedy);
        }
    }

    private static CatalogTest Sqlite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return new CatalogTest(true, $"SQLite {connection.ServerVersion}", null, null);
    }

    private static CatalogTest Postgres(NpgsqlConnectionStringBuilder builder, string installation)
    {
        builder.Pooling = false;
        using var connection = new NpgsqlConnection(builder.ConnectionString);
        connection.Open();
        var product = $"PostgreSQL {connection.PostgreSqlVersion}";
        if (connection.PostgreSqlVersion.Major < OldestMajor)
            return new CatalogTest(false, product, $"Holdfast is made for PostgreSQL {OldestMajor} and later.", "Bring the database server up to date.");
        if (!connection.ExecuteScalar<bool>("SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)"))
            return new CatalogTest(false, product, "The user may not make tables in this database.", "Make the user the database's owner: ALTER DATABASE … OWNER TO …");
        return Owner(connection) is { } owner && owner != installation
            ? new CatalogTest(false, product, "The database belongs to another Holdfast installation.", "Use an empty database.") : new CatalogTest(true, product, null, null);
    }

    private static string? Owner(DbConnection connection) =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'catalog_owner'") == 0
            ? null : connection.ExecuteScalar<string>("SELECT installation FROM catalog_owner WHERE id = 1");
}
