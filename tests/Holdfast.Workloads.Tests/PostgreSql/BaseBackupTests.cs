using System.Text;
using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Planning;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

public sealed class BaseBackupTests
{
    private static readonly WorkloadCredential Credential = new(PostgresServer.User, PostgresServer.Password);

    [Fact]
    public void Backup_FullOfDebiansServer_BootsWithTheSameDump()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian);
        var space = MakeTablespace(server);
        server.Sql($"CREATE TABLESPACE fast LOCATION '{space}'");
        server.Sql("CREATE DATABASE shop");
        server.Tool("pgbench", "-i", "-q", "-s", "2", "-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User, "shop");
        server.Sql("CREATE TABLE note (id int, text text) TABLESPACE fast; INSERT INTO note SELECT i, repeat('x', 500) FROM generate_series(1, 2000) i", "shop");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", Credential);

        var point = points.Backup(context, BackupType.Full);
        var expected = Dump(server);
        var folder = points.NewFolder("copy");
        var outcome = points.Recover(context, FolderPoints.ToFolder(folder));
        using var copy = PostgresServer.On(PostgresPrograms.Debian, Path.Combine(folder, "data"));
        // Its tablespace must not be found where the original has it.
        server.Stop();
        Directory.Move(space, space + ".away");
        copy.Start();

        Assert.Equal(expected, Dump(copy));
        Assert.Equal("f", copy.Sql("SELECT pg_is_in_recovery()"));
        Assert.Equal(BackupType.Full, point.Document!.Type);
        Assert.Null(point.Document.Why);
        Assert.Equal(point.Document.Consistent, outcome.Reached);
        Assert.StartsWith(folder, copy.Sql("SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = 'fast'"));
        Assert.Empty(points.Notes.All);
        Assert.True(VerifierOf(point) > 100);
    }

    [Fact]
    public void Backup_ThreeIncrementalUnderWrites_EachPointBootsAlone()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? ""); // its clients
        Assert.SkipWhen(PostgresPrograms.Newer.Folder is null, PostgresPrograms.Newer.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Newer, "summarize_wal = on");
        server.Tool("pgbench", "-i", "-q", "-s", "3", "-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User, "postgres");
        server.Sql("CREATE DATABASE load");
        server.Tool("pgbench", "-i", "-q", "-s", "1", "-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User, "load");
        server.Sql("CREATE TABLE shrinking AS SELECT i, repeat('y', 300) AS t FROM generate_series(1, 20000) i");
        server.Sql("CREATE TABLE dropped AS SELECT i FROM generate_series(1, 5000) i");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql:///{server.Sockets}:{server.Port}", Credential);

        var contents = new List<string>();
        void Take(BackupType type, string change)
        {
            server.Sql(change);
            var before = server.Content();
            points.Backup(context, type);
            Assert.Equal(before, server.Content());
            contents.Add(before);
        }
        using var load = new Load(server, "load");
        Take(BackupType.Incremental, "SELECT 1");
        Take(BackupType.Incremental, "UPDATE pgbench_accounts SET abalance = aid WHERE aid % 5000 = 0; CREATE TABLE added AS SELECT i FROM generate_series(1, 30000) i");
        Take(BackupType.Incremental, "DELETE FROM shrinking WHERE i > 3000; DROP TABLE dropped; INSERT INTO added SELECT i FROM generate_series(1, 30000) i");
        server.Sql("VACUUM shrinking");
        Take(BackupType.Incremental, "TRUNCATE pgbench_history; UPDATE pgbench_branches SET bbalance = 7; CHECKPOINT");

        load.Dispose();
        Assert.Equal(["There is no earlier point to build on.", null, null, null], points.All.Select(point => point.Document!.Why));
        Assert.Equal([BackupType.Full, BackupType.Incremental, BackupType.Incremental, BackupType.Incremental], points.All.Select(point => point.Document!.Type));
        Assert.All(points.All.Skip(1), point => Assert.True(point.Kept.Count > 500, $"{point.Kept.Count} files were kept"));
        for (var i = 1; i < contents.Count; i++)
        {
            points.Recover(context, FolderPoints.ToFolder(points.NewFolder($"copy{i}"), point: $"{i}"));
            using var copy = PostgresServer.On(PostgresPrograms.Newer, Path.Combine(points.NewFolder($"copy{i}"), "data"));
            copy.Start();
            Assert.Equal(contents[i], copy.Content());
            Assert.True(Load.IsConsistent(copy, "load"), "half a transaction came back");
            Assert.NotEqual("0", copy.Sql("SELECT count(*) FROM pgbench_history", "load"));
            if (i == contents.Count - 1) copy.Sql("UPDATE pgbench_accounts SET abalance = 1; CREATE TABLE after_recovery (i int)");
        }
    }

    private static string MakeTablespace(PostgresServer server)
    {
        var space = Path.Combine(server.Sockets, "space");
        Directory.CreateDirectory(space);
        if (Environment.IsPrivilegedProcess) Shell.Run($"chown postgres {Shell.Quote(space)}");
        return space;
    }

    /// <summary>Data pages of a point, counted by reading it once more.</summary>
    private static long VerifierOf(FolderPoint point)
    {
        var verifier = new PageVerifier(new Holdfast.Workloads.PostgreSql.Protocol.Lsn(ulong.MaxValue));
        foreach (var (path, item) in point.Items)
        {
            if (item.Kind != Format.Items.ItemKind.File || !path.StartsWith("data/", StringComparison.Ordinal)) continue;
            var parent = Encoding.UTF8.GetString(item.Parent);
            if (parent.Length > 5 && RelationFile.TryParse(parent[5..], Encoding.UTF8.GetString(item.Name), out var relation)) verifier.Check(path, File.ReadAllBytes(point.PathOf(path)), relation.Segment * RelationFile.PagesPerSegment);
        }
        Assert.Equal(0, verifier.DamagedCount);
        Assert.True(ClusterState.Read(point.Document!).HasChecksums);
        return verifier.Verified;
    }

    private static string Dump(PostgresServer server)
    {
        var dump = server.Tool("pg_dumpall", "--no-tablespaces", "-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User);
        // pg_dump makes up a key against injected commands, anew each time.
        return string.Join('\n', dump.Split('\n').Where(line => !line.StartsWith("\\restrict", StringComparison.Ordinal) && !line.StartsWith("\\unrestrict", StringComparison.Ordinal) && !line.StartsWith("CREATE TABLESPACE", StringComparison.Ordinal)));
    }
}
