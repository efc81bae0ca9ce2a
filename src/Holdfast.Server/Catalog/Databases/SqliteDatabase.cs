using System.Data;
using System.Data.Common;
using Dapper;
using DbUp;
using Holdfast.Contracts.Errors;
using Microsoft.Data.Sqlite;

namespace Holdfast.Server.Catalog.Databases;

/// <summary>A file: write-ahead log, every commit flushed.</summary>
internal sealed class SqliteDatabase : CatalogDatabase
{
    // Results of SQLite, sqlite.org/rescode.html.
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;
    private readonly string path, connectionString;

    private SqliteDatabase(string path)
    {
        this.path = path;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();
    }

    internal static new SqliteDatabase Open(string path)
    {
        var database = new SqliteDatabase(path);
        database.Read(connection => connection.Execute("PRAGMA journal_mode = WAL"));
        CatalogMigrations.Apply(
            database, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions'", () => DeployChanges.To.SqliteDatabase(database.connectionString));
        return database;
    }

    public override void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    protected override IDbConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override HoldfastException? Told(DbException failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => new HoldfastException(ErrorCode.CatalogDamaged, $"The catalog {path} cannot be read: {failure.Message}", inner: failure),
        Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen =>
            new HoldfastException(ErrorCode.CatalogUnavailable, $"The catalog {path} cannot be used now: {failure.Message}", inner: failure),
        _ => null,
    };

    protected override bool ForgetConnections() => false;
}
