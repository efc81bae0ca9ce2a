using Holdfast.Contracts.Api;
using Holdfast.EndToEnd.Tests.Applications;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.Testing.Postgres;

namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>The same for a cluster of PostgreSQL and its followed log: nothing that was durable is lost, and the log goes on without a gap.</summary>
public sealed class KillApplicationTests(KilledCluster cluster) : IClassFixture<KilledCluster>
{
    [Theory]
    [InlineData("application.committed:1", false)]
    [InlineData("log.committed:1", true)]
    [InlineData("log.replaced:1", false)]
    public void Kill_WithAnApplication_NothingIsLostAndTheLogGoesOn(string failPoint, bool isBooted)
    {
        var (server, home, address) = (cluster.Server, cluster.Home, cluster.Address);
        var before = home.Points();
        Waiting.For(() => PointFiles(home) > before.Count, "a kept log");
        home.Stop();

        var holdfast = home.TryStart(failPoint);
        server.Sql("INSERT INTO entry (text) SELECT 'while it died ' || n FROM generate_series(1, 100) n");
        // Where the log kills it, this finds nobody any more.
        if (!holdfast.HasEnded) home.Run("recovery-point", "create", address, "--wait");
        Assert.True(holdfast.WasKilled(TimeSpan.FromSeconds(20)), $"{failPoint} was never reached.");
        server.Sql("INSERT INTO entry (text) SELECT 'while it was away ' || n FROM generate_series(1, 100) n");

        home.Start();
        Assert.All(home.Settled(), job => Assert.Equal(JobStates.Succeeded, job.State));
        var expected = server.Content();
        var moment = server.Now();
        server.Sql("INSERT INTO entry (text) SELECT 'later ' || n FROM generate_series(1, 100) n");
        var range = Waiting.ForLog(home, address, server.Now());
        Assert.Equal("following", range.Log!.State);
        Assert.Single(range.Ranges);
        var points = home.Points();
        Assert.Distinct(points.Select(point => point.Id));
        Assert.Empty(before.Select(point => point.Id).Except(points.Select(point => point.Id)));
        // Each point that is durable is listed, and there is one log.
        Waiting.For(() => PointFiles(home) == points.Count + 1, "the log being one");
        // The one that was cut off after its commit, and that of the job that went on.
        if (failPoint.StartsWith("application.", StringComparison.Ordinal)) Assert.Equal(before.Count + 2, points.Count);
        if (!isBooted) return;

        var target = home.NewFolder();
        home.Done("recover", address, "--at", moment.ToString("O"), "--to", target);
        using var copy = PostgresServer.On(PostgresPrograms.Debian, Path.Combine(target, "data"));
        copy.Start();
        Assert.Equal(expected, copy.Content());
    }

    private static int PointFiles(Installation home) =>
        Directory.EnumerateFiles(home.Pool, "*", SearchOption.AllDirectories).Count(file => file.Contains("/points/", StringComparison.Ordinal));
}
