using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.PostgreSql.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

/// <summary>Tables of more than one file, each of which PostgreSQL fills to 1 GiB. HOLDFAST_SOAK=1 runs it; some 12 GiB of disk.</summary>
public sealed class LargeClusterTests
{
    private const string Rows = "SELECT count(*), sum(hashtext(t::text)::bigint) FROM ";

    private static readonly WorkloadCredential Credential = new(PostgresServer.User, PostgresServer.Password);

    [Fact]
    public void Backup_TablesOfSeveralFiles_ComeBackFromEachPointAndAtAMoment()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HOLDFAST_SOAK") == "1", "Takes minutes: set HOLDFAST_SOAK=1.");
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? ""); // its clients
        Assert.SkipWhen(PostgresPrograms.Newer.Folder is null, PostgresPrograms.Newer.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Newer, "summarize_wal = on\nmax_wal_size = 8GB");
        server.Tool("pgbench", "-i", "-q", "-s", "110", "-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User, "postgres");
        server.Sql("CREATE TABLE shrinking AS SELECT i, repeat('y', 900) AS t FROM generate_series(1, 1300000) i");
        Assert.True(File.Exists(Path.Combine(server.Data, server.Sql("SELECT pg_relation_filepath('pgbench_accounts')") + ".1")), "one file is all of the table");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql:///{server.Sockets}:{server.Port}", Credential);
        using var follower = new LogFollower(context, points.Log);
        follower.Wait(() => points.Log.State is not null, "the log's first bytes");

        var contents = new List<string> { Content(server) };
        points.Backup(context, BackupType.Full);
        // The last file of the one goes, of the other both change.
        server.Sql("DELETE FROM shrinking WHERE i > 1000000");
        server.Sql("VACUUM shrinking");
        server.Sql("UPDATE pgbench_accounts SET abalance = aid WHERE aid % 1000 = 0");
        contents.Add(Content(server));
        points.Backup(context, BackupType.Incremental);
        server.Sql("UPDATE pgbench_accounts SET abalance = 1 WHERE aid % 1000 = 1");
        contents.Add(Content(server));
        var moment = server.Now();
        server.Sql("DELETE FROM pgbench_accounts WHERE aid % 1000 = 2");
        follower.WaitFor(server.Now());

        Assert.Equal([BackupType.Full, BackupType.Incremental], points.All.Select(point => point.Document!.Type));
        Assert.Equal(contents[0], Recovered(points, context, FolderPoints.ToFolder(points.NewFolder("full"), point: "0")));
        Assert.Equal(contents[1], Recovered(points, context, FolderPoints.ToFolder(points.NewFolder("incremental"), point: "1")));
        Assert.Equal(contents[2], Recovered(points, context, FolderPoints.ToFolder(points.NewFolder("moment"), time: moment)));
        Assert.Empty(follower.Faults);
    }

    private static string Recovered(FolderPoints points, WorkloadContext context, RecoveryAsk ask)
    {
        points.Recover(context, ask);
        using var copy = PostgresServer.On(PostgresPrograms.Newer, Path.Combine(ask.Folder!, "data"));
        copy.Start();
        var content = Content(copy);
        copy.Stop("immediate");
        Directory.Delete(ask.Folder!, recursive: true);
        return content;
    }

    private static string Content(PostgresServer server) => server.Sql($"{Rows} pgbench_accounts t") + ' ' + server.Sql($"{Rows} shrinking t");
}
