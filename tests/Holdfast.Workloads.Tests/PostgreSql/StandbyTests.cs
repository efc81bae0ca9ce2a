using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.PostgreSql.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

/// <summary>A cluster that is read from its standby, so that the primary has no work with it.</summary>
public sealed class StandbyTests
{
    [Fact]
    public void Backup_OfAStandby_RecoversToMomentsOfItsPrimary()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var points = new FolderPoints(TimeSpan.FromMilliseconds(100));
        using var primary = PostgresServer.Make(PostgresPrograms.Debian);
        primary.Sql("CREATE TABLE entry (id serial PRIMARY KEY, text text)");
        Write(primary, "before");
        using var standby = primary.NewStandby(points.NewFolder("standby"));
        standby.Open();
        var context = points.Context($"postgresql://127.0.0.1:{standby.Port}", new WorkloadCredential(PostgresServer.User, PostgresServer.Password));
        var facts = new Workloads.PostgreSql.PostgreSqlWorkload().Describe(context, TestContext.Current.CancellationToken);
        Assert.Contains(facts.Warnings, warning => warning.Contains("is a standby", StringComparison.Ordinal));
        using var follower = new LogFollower(context, points.Log);
        follower.Wait(() => points.Log.State is not null, "the log's first bytes");

        points.Backup(context, BackupType.Full);
        var (one, moment) = Write(primary, "after the backup");
        // An idle primary says nothing of later moments; its standby cannot know them.
        Thread.Sleep(TimeSpan.FromSeconds(2));
        Write(primary, "later");
        follower.WaitFor(moment);
        var (two, end) = Write(primary, "at the end");
        // The standby stands still while its primary goes on: what it has not seen is not covered.
        standby.Sql("SELECT pg_wal_replay_pause()");
        Thread.Sleep(TimeSpan.FromSeconds(2));
        Assert.False(points.Log.State!.Covered >= end);
        standby.Sql("SELECT pg_wal_replay_resume()");
        Thread.Sleep(TimeSpan.FromSeconds(1));
        Write(primary, "past the end");
        follower.WaitFor(end);

        Assert.Equal(one, Recovered(points, context, "one", moment));
        Assert.Equal(two, Recovered(points, context, "two", end));
        Assert.Empty(follower.Faults);
    }

    private static (string Content, DateTimeOffset Moment) Write(PostgresServer server, string text)
    {
        server.Sql($"INSERT INTO entry (text) SELECT '{text} ' || n FROM generate_series(1, 1000) n");
        return (server.Content(), server.Now());
    }

    private static string Recovered(FolderPoints points, WorkloadContext context, string name, DateTimeOffset moment)
    {
        var folder = points.NewFolder(name);
        Assert.Equal(moment, points.Recover(context, FolderPoints.ToFolder(folder, time: moment)).Reached);
        using var copy = PostgresServer.On(PostgresPrograms.Debian, Path.Combine(folder, "data"));
        copy.Start();
        return copy.Content();
    }
}
