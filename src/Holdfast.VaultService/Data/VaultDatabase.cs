using System.Data;
using Dapper;
using Holdfast.Contracts.Errors;
using Microsoft.Data.Sqlite;

namespace Holdfast.VaultService.Data;

/// <summary>
/// The vault service's own records (DIR/vault.db, SQLite): vaults, servers, what they put and retired. A commit is on the disk when it returns. Several processes may use it:
/// the service and its owner's commands. What goes wrong is told as <see cref="HoldfastException"/>; anything else is a defect.
/// </summary>
internal sealed class VaultDatabase : IDisposable
{
    public const string FileName = "vault.db";

    // Results of SQLite, sqlite.org/rescode.html.
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    private readonly string path;
    private readonly Lock writing = new();

    static VaultDatabase() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private VaultDatabase(string path)
    {
        this.path = path;
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();
    }

    internal string ConnectionString { get; }

    /// <summary>Opens the records of a data folder, made and brought up to date where needed.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultDataDamaged"/>, <see cref="ErrorCode.NewerFormat"/>, <see cref="ErrorCode.ServiceUnreachable"/>.</exception>
    internal static VaultDatabase Open(string folder)
    {
        var database = new VaultDatabase(Path.Combine(folder, FileName));
        database.Read(connection => connection.Execute("PRAGMA journal_mode = WAL"));
        VaultMigrations.Apply(database);
        return database;
    }

    internal T Read<T>(Func<IDbConnection, T> read) => Told(() =>
    {
        using var connection = Connect();
        return read(connection);
    });

    /// <summary>One transaction that excludes every other writer from its start: all of it is there, flushed, on return, or nothing of it.</summary>
    internal T Write<T>(Func<IDbConnection, IDbTransaction, T> write)
    {
        lock (writing)
            return Told(() =>
            {
                using var connection = Connect();
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = write(connection, transaction);
                transaction.Commit();
                return result;
            });
    }

    /// <summary>One statement as a transaction; returns how many rows it concerned.</summary>
    internal int Write(string sql, object parameters) => Write((connection, transaction) => connection.Execute(sql, parameters, transaction));

    public void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>A connection to keep, for one who looks often; what it does goes through <see cref="Told{T}"/>.</summary>
    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="HoldfastException">The work met an error of the records that is not a defect.</exception>
    internal T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new HoldfastException(ErrorCode.VaultDataDamaged, $"The vault service's records {path} cannot be read: {failure.Message}", inner: failure);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen)
        {
            throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault service's records {path} cannot be used now: {failure.Message}", inner: failure);
        }
    }
}
