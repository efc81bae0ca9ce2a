using System.Diagnostics;
using System.Globalization;
using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Log;
using Holdfast.Workloads.PostgreSql.Protocol;
using Holdfast.Workloads.Tests.PostgreSql.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

/// <summary>A log that says it covers a moment holds all that was committed until then, whenever somebody looks: otherwise a recovery to that moment would silently miss some.</summary>
public sealed class CoveredTimeTests : IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2.5);

    private readonly PostgresServer server;
    private FolderPoints points = new(TimeSpan.FromMilliseconds(100));
    private readonly List<(Lsn End, DateTimeOffset Time)> written = [];
    private readonly List<string> wrong = [];
    private readonly Lock gate = new();

    public CoveredTimeTests()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        server = PostgresServer.Make(PostgresPrograms.Debian, "restore_command = 'false'");
        server.Sql("CREATE TABLE entry (id serial PRIMARY KEY, text text)");
    }

    public void Dispose()
    {
        server.Dispose();
        points.Dispose();
    }

    [Fact]
    public void Follow_EndOfAnEarlierTimeline_DoesNotCoverWhatTheNextOneHolds()
    {
        points.Dispose();
        points = new FolderPoints(TimeSpan.FromMilliseconds(1)); // commits also in the middle of the segment that both timelines have
        var context = Context(server.Port);
        using (var follower = Follower(context)) follower.WaitFor(Write());
        server.Stop();
        var signal = Path.Combine(server.Data, "recovery.signal");
        File.WriteAllText(signal, "");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(signal, (UnixFileMode)0x1B6); // PostgreSQL's account writes to it
        server.Start();
        Write();
        Thread.Sleep(Late);
        using (var follower = Follower(context)) follower.WaitFor(Write());
        Assert.Contains(points.Log.State!.Segments, segment => segment.Name.StartsWith("00000002", StringComparison.Ordinal));
        Verify();
    }

    [Fact]
    public void Follow_ServerThatAnswersBeforeItSends_DoesNotCoverWhatItHasNotSent()
    {
        using (var follower = Follower(Context(server.Port))) follower.WaitFor(Write());
        Write();
        Thread.Sleep(Late);
        using var early = new EarlyAnswer(server.Port, TimeSpan.FromSeconds(1));
        using (var follower = Follower(Context(early.Port))) follower.WaitFor(Write());
        Assert.Equal(1, early.Answers);
        Verify();
    }

    [Fact]
    public void Follow_ServerProcessThatStoodStill_DoesNotCoverWhatItHasNotSent()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Stopping a process of PostgreSQL takes root.");
        using (var follower = Follower(Context(server.Port)))
        {
            follower.WaitFor(Write());
            for (var i = 0; i < 2; i++)
            {
                var sender = server.Sql("SELECT pid FROM pg_stat_replication");
                Signal("STOP", sender);
                try
                {
                    for (var until = Stopwatch.StartNew(); until.Elapsed < Late;) Write();
                }
                finally
                {
                    Signal("CONT", sender);
                }
                follower.WaitFor(Write());
            }
        }
        Verify();
    }

    [Fact]
    public void Follow_IdleServer_CoversMomentsWithoutAWrite()
    {
        using var follower = Follower(Context(server.Port));
        follower.WaitFor(Write());
        var end = server.Sql("SELECT pg_current_wal_flush_lsn()");
        follower.WaitFor(server.Now());
        // What a server writes by itself is no transaction.
        Assert.Equal("f", server.Sql($"SELECT pg_current_wal_flush_lsn() > '{end}'::pg_lsn + 1000"));
        Verify();
    }

    [Fact]
    public void Follow_CommitsThatWaitForNoDisk_AreCovered()
    {
        server.Sql("ALTER SYSTEM SET synchronous_commit = off");
        server.Sql("SELECT pg_reload_conf()");
        using (var follower = Follower(Context(server.Port)))
            for (var i = 0; i < 2; i++) follower.WaitFor(Write("pg_current_wal_insert_lsn"));
        Verify();
    }

    private WorkloadContext Context(int port) =>
        points.Context($"postgresql://127.0.0.1:{port}", new WorkloadCredential(PostgresServer.User, PostgresServer.Password), ("sslMode", "disable"), ("slot", "covered"));

    private LogFollower Follower(WorkloadContext context)
    {
        var follower = new LogFollower(context, points.Log);
        points.Log.Committed += Check;
        return follower;
    }

    /// <summary>Commits, and remembers where and when: first where, so that what is remembered was there at that time.</summary>
    /// <returns>A moment after it.</returns>
    private DateTimeOffset Write(string end = "pg_current_wal_flush_lsn")
    {
        server.Sql("INSERT INTO entry (text) SELECT repeat('x', 500) FROM generate_series(1, 500)");
        var at = Lsn.Parse(server.Sql($"SELECT {end}()"));
        var time = server.Now();
        lock (gate) written.Add((at, time));
        return time;
    }

    private void Check()
    {
        var state = points.Log.State!;
        var end = Lsn.Parse(state.End);
        lock (gate)
            foreach (var (at, time) in written)
                if (state.Covered >= time && end < at) wrong.Add(string.Create(CultureInfo.InvariantCulture, $"What was committed at {time:O} reaches to {at}; the log ended at {end} and said that it covers {state.Covered:O}."));
    }

    private void Verify()
    {
        Assert.Empty(wrong);
        Assert.True(points.Log.Commits > 3, "Nothing was looked at.");
    }

    private static void Signal(string signal, string process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
