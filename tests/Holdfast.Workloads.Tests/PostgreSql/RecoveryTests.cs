using System.Globalization;
using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

public sealed class RecoveryTests
{
    private static readonly WorkloadCredential Credential = new(PostgresServer.User, PostgresServer.Password);

    [Fact]
    public void Recover_ToTheOriginalPlaceAndOn_FollowsTheNewTimelineAndKnowsABrokenChain()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian);
        var space = Path.Combine(server.Sockets, "space");
        Directory.CreateDirectory(space);
        if (Environment.IsPrivilegedProcess) Shell.Run($"chown postgres {Shell.Quote(space)}");
        server.Sql($"CREATE TABLESPACE fast LOCATION '{space}'");
        server.Sql("CREATE TABLE base (i int) TABLESPACE fast");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", Credential, ("slot", "holdfast_test"));
        var original = new RecoveryAsk(RecoveryDestination.Original, null, null, true, null, null, null, false, false, []);
        string expected;
        DateTimeOffset early;
        using (var follower = new LogFollower(context, points.Log))
        {
            points.Backup(context, BackupType.Full);
            server.Sql("INSERT INTO base SELECT generate_series(1, 1000)");
            early = server.Now();
            server.Sql("INSERT INTO base SELECT generate_series(1, 1000)");
            server.Sql("CREATE TABLE more AS SELECT i FROM generate_series(1, 5000) i");
            expected = server.Content();
            follower.WaitFor(server.Now());
            Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => points.Recover(context, original)).Fault); // it runs
            server.Stop(); // and sends the last of its log before it goes
        }

        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => points.Recover(context, original)).Fault);
        points.Recover(context, original with { Overwrite = true });
        server.Start();
        Assert.Equal(expected, server.Content());
        Assert.Equal(2, Directory.GetDirectories(server.Sockets, "*.before-*").Length); // data directory and tablespace

        using (var follower = new LogFollower(context, points.Log))
        {
            server.Sql("INSERT INTO more SELECT 7 FROM generate_series(1, 100)");
            follower.WaitFor(server.Now());
        }
        Assert.Contains(points.Log.State!.Segments, segment => segment.Name.StartsWith("00000002", StringComparison.Ordinal));
        expected = server.Content();
        var folder = points.NewFolder("across");
        points.Recover(context, FolderPoints.ToFolder(folder, latest: true));
        using (var copy = PostgresServer.On(PostgresPrograms.Debian, Path.Combine(folder, "data")))
        {
            copy.Start();
            Assert.Equal(expected, copy.Content());
            Assert.Equal("00000003", copy.Sql("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"));
        }

        // Back to before what the log has already: what is kept is not this server's history any more.
        server.Stop();
        points.Recover(context, original with { Overwrite = true, Latest = false, Time = early });
        server.Start();
        Assert.Equal("1000", server.Sql("SELECT count(*) FROM base"));
        using (var follower = new LogFollower(context, points.Log)) follower.Wait(() => follower.Faults.Exists(fault => fault is WorkloadException { Fault: WorkloadFault.ChainBroken }), "the broken chain");

        new PostgreSqlWorkload().Release(context, default);
        Assert.Equal("0", server.Sql("SELECT count(*) FROM pg_replication_slots"));
    }

    [Fact]
    public void Run_LogThatTheServerNoLongerHas_IsABrokenChain()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian, "max_wal_size = 32MB\nmin_wal_size = 32MB");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", Credential);
        server.Sql("CREATE TABLE t (i int)");
        using (var follower = new LogFollower(context, points.Log)) follower.WaitFor(server.Now());
        var slot = server.Sql("SELECT slot_name FROM pg_replication_slots");
        Assert.Matches("^holdfast_[0-9a-f]{16}$", slot);
        server.Sql($"SELECT pg_drop_replication_slot('{slot}')");
        for (var i = 0; i < 4; i++)
        {
            server.Sql("INSERT INTO t VALUES (1)");
            server.Sql("SELECT pg_switch_wal()");
            server.Sql("CHECKPOINT");
        }

        using (var follower = new LogFollower(context, points.Log)) follower.Wait(() => follower.Faults.Exists(fault => fault is WorkloadException { Fault: WorkloadFault.ChainBroken }), "the broken chain");
    }

    [Fact]
    public void Backup_IncrementalThatCannotBe_IsFullAndSaysWhy()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? ""); // its clients
        Assert.SkipWhen(PostgresPrograms.Newer.Folder is null, PostgresPrograms.Newer.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Newer, "summarize_wal = off");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", Credential);

        points.Backup(context, BackupType.Full);
        Assert.Contains("summarize_wal", points.Backup(context, BackupType.Incremental).Document!.Why, StringComparison.Ordinal);
        server.Sql("ALTER SYSTEM SET summarize_wal = on");
        server.Sql("SELECT pg_switch_wal()");
        server.Sql("CHECKPOINT");
        server.Sql("SELECT pg_reload_conf()");
        server.Sql("CREATE TABLE t AS SELECT 1 AS i");
        var third = points.Backup(context, BackupType.Incremental).Document!;
        Assert.True(third.Type == BackupType.Incremental || third.Why!.Contains("summar", StringComparison.Ordinal), third.Why);
        Assert.Null(points.Backup(context, BackupType.Incremental).Document!.Why);
        Assert.Equal(BackupType.Full, points.Backup(context, BackupType.Incremental, readEverything: true).Document!.Type);
        File.WriteAllText(points.All[^1].PathOf("data/backup_manifest"), "{}");
        Assert.Contains("manifest", points.Backup(context, BackupType.Incremental).Document!.Why, StringComparison.Ordinal);
    }
}
