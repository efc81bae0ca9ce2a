using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Catalog.Databases;
using Holdfast.Server.Jobs;
using Holdfast.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Catalog;

/// <summary>What is PostgreSQL's alone: whose it is, who may sign in, and being away for a while.</summary>
public sealed class PostgresTests(PostgresCluster cluster)
{
    private const string Secret = "s3cret-Zebra";

    [Fact]
    public void Open_AnotherServerRuns_IsRefusedUntilThatHasEnded()
    {
        SkipWithoutPostgres();
        var text = cluster.NewDatabase();
        using (PostgresDatabase.Open(text, "one"))
            Assert.Equal(ErrorCode.CatalogInUse, Assert.Throws<HoldfastException>(() => PostgresDatabase.Open(text, "one")).Code);
        using (PostgresDatabase.Open(text, "one"))
        {
        }
    }

    [Fact]
    public void Open_OfAnotherInstallation_IsRefused()
    {
        SkipWithoutPostgres();
        var text = cluster.NewDatabase();
        PostgresDatabase.Open(text, "one").Dispose();
        var failure = Assert.Throws<HoldfastException>(() => PostgresDatabase.Open(text, "two"));
        Assert.Equal(ErrorCode.CatalogInUse, failure.Code);
        Assert.Contains("another Holdfast installation", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"Host=127.0.0.1;Port=PORT;Database=DATABASE;Username=holdfast;Password={Secret}")]
    [InlineData($"Host=127.0.0.1;Port=PORT;Database=nothing;Username=nobody;Password={Secret}")]
    [InlineData($"Host=127.0.0.1;Port=PORT;Username=holdfast;Password={Secret}")]
    [InlineData($"Host=127.0.0.1;Port=PORT;Database=nothing;Username=holdfast;Password={PostgresCluster.Password}")]
    [InlineData($"Database=x;Password={Secret}")]
    [InlineData($"Host=127.0.0.1;Pasword={Secret}")]
    [InlineData($"Host=127.0.0.1;Port={Secret}")]
    [InlineData($"{Secret}")]
    [InlineData($"Host=\"{Secret}")]
    public void Open_WrongText_IsRefusedWithoutRepeatingIt(string text)
    {
        SkipWithoutPostgres();
        var right = new Npgsql.NpgsqlConnectionStringBuilder(cluster.NewDatabase());
        text = text.Replace("PORT", $"{right.Port}", StringComparison.Ordinal).Replace("DATABASE", right.Database, StringComparison.Ordinal);
        var failure = Assert.Throws<HoldfastException>(() => PostgresDatabase.Open(text, "one"));
        Assert.Equal(ErrorCode.CatalogRefused, failure.Code);
        Assert.DoesNotContain(Secret, $"{failure.Message} {failure.Remedy}", StringComparison.Ordinal);
    }

    [Fact]
    public void Options_Printed_DoNotShowTheText() =>
        Assert.DoesNotContain(Secret, new ServerOptions("/data") { Catalog = $"Password={Secret}" }.ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task Connection_LostAndBack_RequestsSayACodeMeanwhileAndJobsKeepTheirEnd()
    {
        SkipWithoutPostgres();
        using var own = new PostgresCluster();
        using var catalog = new ServerCatalog(PostgresDatabase.Open(own.NewDatabase(), "one"));
        using var goOn = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var aftermaths = 0;
        var runner = new JobRunner(
            catalog, new JobLimits(),
            _ => new Work(() =>
            {
                begun.Set();
                goOn.Wait(RunningServer.Deadline());
            }),
            (_, _) => aftermaths++, TimeProvider.System, NullLogger.Instance);
        runner.Start();
        var job = runner.Queue(JobType.Recovery, null, new JobArguments());
        begun.Wait(RunningServer.Deadline());

        own.Stop();
        Assert.Equal(ErrorCode.CatalogUnavailable, Assert.Throws<HoldfastException>(() => catalog.Jobs.ById(job.Id)).Code);
        Assert.Equal(ErrorCode.CatalogUnavailable, Assert.Throws<HoldfastException>(() => runner.Queue(JobType.Recovery, null, new JobArguments())).Code);
        goOn.Set();
        Assert.False(job.Ended.IsCompleted);

        own.Start();
        await job.Ended.WaitAsync(RunningServer.Deadline());
        Assert.Equal(JobStates.Succeeded, catalog.Jobs.ById(job.Id)!.State);
        Assert.Equal(1, aftermaths);
        Assert.True(await runner.Stop(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Server_OnPostgres_ProtectsAndRemembersAcrossARestart()
    {
        SkipWithoutPostgres();
        await using var server = await RunningServer.Start(catalog: cluster.NewDatabase());
        var job = await server.Protect(online: true, group: "Accounting");
        await server.Restart();
        Assert.Equal(job.Id, Assert.Single((await server.Client.Jobs(new JobQuery(Group: "accounting", Text: "SOURCE"))).Jobs).Id);
        Assert.Equal(job.RecoveryPoint, Assert.Single((await server.Client.Sources()).Sources).LastOnlineRecoveryPoint!.Id);
        Assert.False(File.Exists(Path.Combine(server.Data, "catalog", "holdfast.db")));
        await server.Stop();
        foreach (var file in Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(PostgresCluster.Password, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    private static void SkipWithoutPostgres() => Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");

    private sealed class Work(Action run) : IJobWork
    {
        public void Run(LiveJob job) => run();
    }
}
