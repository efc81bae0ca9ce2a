using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using DbUp;
using Holdfast.Contracts.Errors;
using Npgsql;

namespace Holdfast.Server.Catalog.Databases;

/// <summary>A database of a PostgreSQL server that this installation has for itself.</summary>
internal sealed class PostgresDatabase : CatalogDatabase
{
    private readonly NpgsqlDataSource source;
    private readonly PostgresClaim claim;

    private PostgresDatabase(NpgsqlDataSource source, PostgresClaim claim, string place)
    {
        (this.source, this.claim) = (source, claim);
        Place = place;
    }

    /// <summary>Host and name of the database, without user and password.</summary>
    internal string Place { get; }

    /// <summary>Opens the database, claims it, and brings its tables up to date.</summary>
    /// <param name="text">A connection text of Npgsql; may hold a password, so no error repeats it.</param>
    /// <param name="installation">The one that the database belongs to from now on.</param>
    /// <exception cref="HoldfastException">
    /// <see cref="ErrorCode.CatalogRefused"/>, <see cref="ErrorCode.CatalogUnavailable"/>, <see cref="ErrorCode.CatalogInUse"/>, <see cref="ErrorCode.CatalogNewer"/>.
    /// </exception>
    internal static PostgresDatabase Open(string text, string installation)
    {
        var builder = PostgresText.Parse(text);
        var place = $"{builder.Host}/{builder.Database}";
        var source = NpgsqlDataSource.Create(builder);
        var database = new PostgresDatabase(source, new PostgresClaim(source, installation, place), place);
        try
        {
            CatalogMigrations.Apply(database, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schemaversions'",
                () => DeployChanges.To.PostgresqlDatabase(builder.ConnectionString));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public override void Dispose()
    {
        claim.Dispose();
        source.Dispose();
    }

    protected override IDbConnection Connect()
    {
        claim.Hold();
        return source.OpenConnection();
    }

    protected override HoldfastException? Told(DbException failure) => failure switch
    {
        // Classes and codes: postgresql.org/docs/current/errcodes-appendix.html. 28: sign-in, 3D000: no such database, 42501: no right.
        PostgresException { SqlState: ['2', '8', ..] or "3D000" or "42501" } refused =>
            new HoldfastException(ErrorCode.CatalogRefused, $"The catalog database {Place} refuses: {refused.MessageText}", inner: failure),
        // 08: connection, 53: no room, memory, or connection left, 57P: it stops or starts, 25006: read-only, 58: its disk.
        PostgresException { SqlState: ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] or ['5', '8', ..] or "25006" } away =>
            new HoldfastException(ErrorCode.CatalogUnavailable, $"The catalog database {Place} cannot be used now: {away.MessageText}", inner: failure),
        PostgresException => null,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } or NpgsqlException { IsTransient: true } =>
            new HoldfastException(ErrorCode.CatalogUnavailable, $"The catalog database {Place} does not answer: {failure.Message}", inner: failure),
        _ => null,
    };

    protected override bool ForgetConnections()
    {
        source.Clear();
        claim.Doubt();
        return true;
    }
}
