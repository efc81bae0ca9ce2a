using System.Diagnostics;
using System.Globalization;
using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.PostgreSql.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

public sealed class LogStreamTests
{
    private static readonly WorkloadCredential Credential = new(PostgresServer.User, PostgresServer.Password);

    private const string Tick = "INSERT INTO tick (filler) VALUES (repeat('z', 100));";

    [Fact]
    public void Run_ReceiverAndServerKilledUnderLoad_RecoversToChosenMomentsExactly()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian, "track_commit_timestamp = on");
        server.Sql("CREATE TABLE tick (id serial PRIMARY KEY, filler text)");
        server.Tool("pgbench", "-i", "-q", "-s", "1", "-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User, "postgres");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", Credential);

        var moments = new List<DateTimeOffset>();
        using (var follower = new LogFollower(context, points.Log))
        {
            follower.Wait(() => points.Log.State is not null, "the log's first bytes");
            using (new Load(server, "postgres", Tick))
            {
                points.Backup(context, BackupType.Full);
                Pass(server, moments);
                follower.KillReceiver();
                Pass(server, moments);
            }
            server.Kill();
            server.Start();
            using (new Load(server, "postgres", Tick))
            {
                Pass(server, moments);
                server.Sql("SELECT pg_switch_wal()");
                Pass(server, moments);
            }
            moments.Add(server.Now()); // nothing is committed after it
            follower.WaitFor(moments[^1]);
            Assert.True(follower.Faults.Count >= 2, "neither death was noticed");
        }
        server.Sql("CHECKPOINT");

        foreach (var moment in (DateTimeOffset[])[moments[1], moments[3], moments[^1]])
        {
            var expected = server.Sql($"SELECT count(*), coalesce(max(id), 0), md5(string_agg(id::text, ',' ORDER BY id)) FROM tick WHERE pg_xact_commit_timestamp(xmin) <= '{Text(moment)}'");
            var later = server.Sql($"SELECT count(*) FROM tick WHERE pg_xact_commit_timestamp(xmin) > '{Text(moment)}'");
            Assert.Equal(moment == moments[^1], later == "0");
            var folder = points.NewFolder($"at{moments.IndexOf(moment)}");
            var outcome = points.Recover(context, FolderPoints.ToFolder(folder, time: moment));
            using var copy = PostgresServer.On(PostgresPrograms.Debian, Path.Combine(folder, "data"));
            copy.Start();
            Assert.Equal(moment, outcome.Reached);
            Assert.True(Load.IsConsistent(copy, "postgres"), "half a transaction came back");
            Assert.Equal(expected, copy.Sql("SELECT count(*), coalesce(max(id), 0), md5(string_agg(id::text, ',' ORDER BY id)) FROM tick"));
        }
    }

    private static void Pass(PostgresServer server, List<DateTimeOffset> moments)
    {
        // Two moments with at least twenty commits between and after each.
        for (var i = 0; i < 2; i++)
        {
            var before = long.Parse(server.Sql("SELECT coalesce(max(id), 0) FROM tick"), CultureInfo.InvariantCulture);
            Wait(() => long.Parse(server.Sql("SELECT coalesce(max(id), 0) FROM tick"), CultureInfo.InvariantCulture) > before + 20);
            if (i == 0) moments.Add(server.Now());
        }
    }


    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture);

    private static void Wait(Func<bool> reached)
    {
        for (var waited = Stopwatch.StartNew(); !reached(); Thread.Sleep(20)) Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), "Waited three minutes for nothing.");
    }
}
