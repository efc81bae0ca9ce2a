using Holdfast.EndToEnd.Tests.Running;
using Holdfast.Testing.Postgres;

namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>One protected cluster of PostgreSQL for all kills of a class, each of which goes on where the one before ended.</summary>
public sealed class KilledCluster : IDisposable
{
    private PostgresServer? server;
    private Installation? home;

    /// <summary>Made the first time; without PostgreSQL's programs the test is skipped.</summary>
    internal PostgresServer Server
    {
        get
        {
            Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
            if (server is not null) return server;
            server = PostgresServer.Make(PostgresPrograms.Debian);
            server.Sql("CREATE TABLE entry (id serial PRIMARY KEY, text text); INSERT INTO entry (text) SELECT md5(n::text) FROM generate_series(1, 5000) n");
            return server;
        }
    }

    internal string Address => $"postgresql://127.0.0.1:{Server.Port}";

    /// <summary>Protects it, with a point and a log.</summary>
    internal Installation Home
    {
        get
        {
            if (home is not null) return home;
            home = new Installation();
            // The recovered cluster is started by another account.
            File.SetUnixFileMode(home.Root, (UnixFileMode)0x1ED);
            home.Start();
            var password = home.InRoot("password");
            File.WriteAllText(password, PostgresServer.Password + "\n");
            home.Do("credential", "set", "postgresql://127.0.0.1", "--user", PostgresServer.User, "--password-file", password);
            home.Done("protect", Address);
            Server.Sql("INSERT INTO entry (text) SELECT 'kept ' || n FROM generate_series(1, 100) n");
            return home;
        }
    }

    public void Dispose()
    {
        home?.Dispose();
        server?.Dispose();
    }
}
