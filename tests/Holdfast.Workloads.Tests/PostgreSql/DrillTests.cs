using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql;
using Holdfast.Workloads.Tests.PostgreSql.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

public sealed class DrillTests
{
    private static readonly WorkloadCredential Credential = new(PostgresServer.User, PostgresServer.Password);

    [Fact]
    public void Drill_PointAndDamagedPoint_OpensTheOneAndFindsThePageOfTheOther()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian);
        server.Sql("CREATE TABLE big AS SELECT i, repeat('q', 200) AS t FROM generate_series(1, 5000) i");
        server.Sql("CREATE INDEX ON big (i)");
        var file = server.Sql("SELECT pg_relation_filepath('big')");
        using var points = new FolderPoints();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", Credential);
        var point = points.Backup(context, BackupType.Full);
        server.Stop();

        var sound = Drill(points, context);
        // The account that the server runs as has no way through the folders above: it is given one.
        Assert.True(sound is { Depth: DrillDepth.Compared, IsSound: true }, string.Join("\n", sound.Findings));
        Assert.NotNull(sound.RecoveryTime);
        Assert.Contains(sound.Findings, finding => finding.StartsWith("postgres: ", StringComparison.Ordinal) && finding.Contains("every row was read, 5000 of 1 tables", StringComparison.Ordinal));
        Assert.Contains(sound.Findings, finding => finding.Contains("indexes were checked", StringComparison.Ordinal));
        Assert.Contains(sound.Findings, finding => finding.Contains("0 do not hold", StringComparison.Ordinal));

        // A server that gives out other rows than were given out then.
        var state = Holdfast.Workloads.PostgreSql.Planning.ClusterState.Read(point.Document!);
        var others = state.Content!.ToDictionary(content => content.Key, content => content.Value with { Hash = new string('0', 64) });
        var differs = Drill(points, context, points.Documents[^1] with { Document = point.Document! with { State = (state with { Content = others }).Write() } });
        Assert.Equal((DrillDepth.Opened, false), (differs.Depth, differs.IsSound));
        var unknown = Drill(points, context, points.Documents[^1] with { Document = point.Document! with { State = (state with { Content = null }).Write() } });
        Assert.Equal((DrillDepth.Opened, true), (unknown.Depth, unknown.IsSound));

        var without = Drill(points, points.Context(context.Path, Credential, ("programs", "/nowhere")));
        Assert.Equal((DrillDepth.Read, true), (without.Depth, without.IsSound));
        Assert.Contains(without.Findings, finding => finding.Contains("not installed", StringComparison.Ordinal));

        Alter(point.PathOf("data/" + file), 3 * 8192 + 5000);
        var damaged = Drill(points, context);
        Assert.Equal((DrillDepth.Read, false), (damaged.Depth, damaged.IsSound));
        Assert.Contains(damaged.Findings, finding => finding.Contains(file, StringComparison.Ordinal) && finding.Contains("checksum", StringComparison.Ordinal));
        Alter(point.PathOf("data/" + file), 3 * 8192 + 5000);

        var segment = point.Items.Keys.Single(path => path.StartsWith("data/pg_wal/0", StringComparison.Ordinal));
        Alter(point.PathOf(segment), (int)(Holdfast.Workloads.PostgreSql.Protocol.Lsn.Parse(point.Document!.Start).Value % (16 << 20)) + 30);
        var cut = Drill(points, context);
        Assert.False(cut.IsSound);
        Assert.Contains(cut.Findings, finding => finding.StartsWith("The point's log", StringComparison.Ordinal));
    }

    [Fact]
    public void Backup_DamagedPagesAtTheSource_AreNotedByRelationAndBlock()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian);
        server.Sql("CREATE TABLE big AS SELECT i, repeat('q', 200) AS t FROM generate_series(1, 5000) i");
        var file = server.Sql("SELECT pg_relation_filepath('big')");
        server.Stop();
        Alter(Path.Combine(server.Data, file), 7 * 8192 + 100);
        server.Start();
        using var points = new FolderPoints();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", Credential);

        points.Backup(context, BackupType.Full);

        var note = points.Notes.Single(NoteKind.Unreadable);
        Assert.Equal("data/" + file, System.Text.Encoding.UTF8.GetString(note.Path));
        Assert.Contains("page 7 ", note.Message, StringComparison.Ordinal);
        // The drill of such a point tells of it and does not blame the store.
        var drill = Drill(points, points.Context(context.Path, Credential, ("programs", "/nowhere")));
        Assert.True(drill.IsSound, string.Join("\n", drill.Findings));
        Assert.Contains(drill.Findings, finding => finding.Contains("1 were damaged at the source", StringComparison.Ordinal));
    }

    private static DrillOutcome Drill(FolderPoints points, WorkloadContext context, PointDocument? point = null)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(context.Scratch, "closed", Path.GetRandomFileName())).FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(context.Scratch, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new PostgreSqlWorkload().Drill(new DrillTask(context with { Scratch = scratch }, point ?? points.Documents[^1], points.Documents, points.Log.State, points.Notes, new SilentProgress()), points, default);
    }

    private static void Alter(string path, int at)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = at;
        var value = stream.ReadByte();
        stream.Position = at;
        stream.WriteByte((byte)(value ^ 0x10));
    }
}
