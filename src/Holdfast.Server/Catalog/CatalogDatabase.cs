using System.Data;
using System.Data.Common;
using Dapper;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog.Databases;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>
/// The catalog's database: SQLite by default, or PostgreSQL. A commit is on the disk when it returns. Readers do not wait for writers; writers take turns, so that none ever
/// finds the database locked or has to begin anew. What goes wrong is told as <see cref="HoldfastException"/>; anything else is a defect.
/// </summary>
internal abstract class CatalogDatabase : IDisposable
{
    private readonly Lock writing = new();

    static CatalogDatabase()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Flags are 0 and 1 on both databases, also where a caller hands over a bool.
        SqlMapper.RemoveTypeMap(typeof(bool));
        SqlMapper.AddTypeHandler(new FlagHandler());
    }

    /// <summary>Counts what is changed in here.</summary>
    internal ChangeFeed Changes { get; } = new();

    /// <summary>Opens the SQLite database in a file, made and brought up to date where needed.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.CatalogDamaged"/>, <see cref="ErrorCode.CatalogNewer"/>.</exception>
    internal static CatalogDatabase Open(string path) => SqliteDatabase.Open(path);

    /// <summary>Reads. May be called twice where the connection had broken.</summary>
    internal T Read<T>(Func<IDbConnection, T> read)
    {
        try
        {
            return ReadOnce(read);
        }
        catch (DbException failure)
        {
            var told = Told(failure);
            if (told?.Code == ErrorCode.CatalogUnavailable && ForgetConnections()) return ReadAgain(read);
            throw told ?? (Exception)failure;
        }
    }

    /// <summary>One transaction: all of it is there, flushed, on return, or nothing of it.</summary>
    internal void Write(Action<IDbConnection, IDbTransaction> write)
    {
        lock (writing)
            try
            {
                using var connection = Connect();
                using var transaction = connection.BeginTransaction();
                write(connection, transaction);
                transaction.Commit();
            }
            catch (DbException failure)
            {
                // Not tried again: the commit may have arrived.
                var told = Told(failure);
                if (told?.Code == ErrorCode.CatalogUnavailable) ForgetConnections();
                throw told ?? (Exception)failure;
            }
    }

    /// <summary>One transaction that changes something of a topic.</summary>
    internal void Write(ChangeTopic topic, Action<IDbConnection, IDbTransaction> write)
    {
        Write(write);
        Changes.Touch(topic);
    }

    /// <summary>One statement as a transaction that changes something of a topic, if it concerns a row at all; returns how many.</summary>
    internal int Write(ChangeTopic topic, string sql, object parameters)
    {
        var rows = Write(sql, parameters);
        if (rows > 0) Changes.Touch(topic);
        return rows;
    }

    /// <summary>One statement as a transaction; returns how many rows it concerned.</summary>
    internal int Write(string sql, object parameters)
    {
        var rows = 0;
        Write((connection, transaction) => rows = connection.Execute(sql, parameters, transaction));
        return rows;
    }

    public abstract void Dispose();

    /// <summary>An open connection, which the caller returns by disposing of it.</summary>
    protected abstract IDbConnection Connect();

    /// <summary>What a failure of the database means to people; null where it is a defect of this program.</summary>
    protected abstract HoldfastException? Told(DbException failure);

    /// <summary>Lets the next connection be a new one; false where that would not help.</summary>
    protected abstract bool ForgetConnections();

    private T ReadOnce<T>(Func<IDbConnection, T> read)
    {
        using var connection = Connect();
        return read(connection);
    }

    private T ReadAgain<T>(Func<IDbConnection, T> read)
    {
        try
        {
            return ReadOnce(read);
        }
        catch (DbException failure)
        {
            ForgetConnections();
            throw Told(failure) ?? (Exception)failure;
        }
    }
}
