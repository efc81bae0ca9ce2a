using System.Data;
using Dapper;
using Holdfast.Contracts.Errors;
using Microsoft.Data.Sqlite;

namespace Holdfast.Server.Catalog;

/// <summary>
/// The catalog's SQLite database: write-ahead log, every commit flushed. Readers never wait; writers take turns, so that none ever finds the database locked.
/// </summary>
internal sealed class CatalogDatabase : IDisposable
{
    private const int Corrupt = 11, NotADatabase = 26;
    private readonly Lock writing = new();
    private readonly string connectionString;

    static CatalogDatabase() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private CatalogDatabase(string connectionString) => this.connectionString = connectionString;

    /// <summary>Opens the database, made and brought up to date where needed.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.CatalogDamaged"/>, <see cref="ErrorCode.CatalogNewer"/>.</exception>
    internal static CatalogDatabase Open(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();
        var database = new CatalogDatabase(text);
        try
        {
            using (var connection = database.Connect()) connection.Execute("PRAGMA journal_mode = WAL");
            CatalogMigrations.Apply(database, text);
            return database;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new HoldfastException(ErrorCode.CatalogDamaged, $"The catalog {path} cannot be read: {failure.Message}", inner: failure);
        }
    }

    internal T Read<T>(Func<IDbConnection, T> read)
    {
        using var connection = Connect();
        return read(connection);
    }

    /// <summary>One transaction: all of it is there, flushed, on return, or nothing of it.</summary>
    internal void Write(Action<IDbConnection, IDbTransaction> write)
    {
        lock (writing)
        {
            using var connection = Connect();
            using var transaction = connection.BeginTransaction();
            write(connection, transaction);
            transaction.Commit();
        }
    }

    /// <summary>One statement as a transaction; returns how many rows it concerned.</summary>
    internal int Write(string sql, object parameters)
    {
        var rows = 0;
        Write((connection, transaction) => rows = connection.Execute(sql, parameters, transaction));
        return rows;
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        command.ExecuteNonQuery();
        return connection;
    }
}
