using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Testing.Postgres;

namespace Holdfast.Remote.Tests.Applications;

/// <summary>A real PostgreSQL that only an agent reaches: protected, its log followed, recovered on the agent's computer, booted, and compared.</summary>
public sealed class AgentPostgresTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("holdfast-agentpg-");

    public AgentPostgresTests()
    {
        // The recovered cluster is started by another account.
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = (UnixFileMode)0x1ED;
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Recover_MomentsBetweenPoints_BootOnTheAgentWithExactlyWhatWasThere()
    {
        using var cluster = Cluster();
        await using var site = await PostgresSite.Start(cluster);
        var agent = await site.NewAgent();
        await site.ProtectThroughAgent();
        Assert.Equal("1", site.Slots);
        var (one, moment) = Write(site, "after the full backup");
        await site.Covered(moment);
        Write(site, "before the incremental backup");
        await site.Done(site.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(site.Address)));
        Assert.Equal(["full", "incremental"], (await site.Points()).OrderBy(point => point.Created).Select(point => point.Type));

        // The agent's computer is restarted while the cluster is written to: its log waits in the slot.
        await agent.DisposeAsync();
        var (two, later) = Write(site, "while the agent was away");
        Write(site, "after that moment");
        // PostgreSQL was told of nothing that is not durable here.
        var end = (await site.Client.Applications.Range(site.Address)).Log!.End;
        Assert.Equal("t", cluster.Sql($"SELECT restart_lsn <= '{end}' FROM pg_replication_slots"));
        await using var again = await site.AgentAgain();
        await site.Covered(later);
        Assert.Single((await site.Client.Applications.Range(site.Address)).Ranges);

        Assert.Equal(one, await RecoverAndBoot(site, "one", moment));
        Assert.Equal(two, await RecoverAndBoot(site, "two", later));
        await site.Client.StopProtection("Default", new StopProtectionRequest(DeleteData: false));
        Assert.Equal("0", site.Slots);
    }

    [Fact]
    public async Task Recover_ToWhereItWas_BootsThereAndTheLogBeginsAnewWithABase()
    {
        using var cluster = Cluster();
        await using var site = await PostgresSite.Start(cluster);
        await using var agent = await site.NewAgent();
        await site.ProtectThroughAgent();
        var (expected, moment) = Write(site, "kept");
        Write(site, "to be forgotten");
        await site.Covered(site.Cluster.Now());
        cluster.Stop();

        var request = new RecoverRequest(site.Address, moment.ToString("O"), Original: true) { Overwrite = true };
        var recovered = await site.Done(site.Client.Recover(request));
        Assert.Contains(recovered.Plan!.Notes!, note => note.Contains("is now in", StringComparison.Ordinal));
        cluster.Start();
        Assert.Equal(expected, cluster.Content());

        // What follows is another history than the kept log's: a full backup begins the next, by itself.
        await site.Until(async () => (await site.Points()).Count == 2);
        var (anew, next) = Write(site, "in the new history");
        await site.Covered(next);
        Assert.Equal(anew, await RecoverAndBoot(site, "anew", next));
        Assert.Equal(expected, await RecoverAndBoot(site, "old", moment));
        await site.Until(async () => (await site.Client.Alerts()).Alerts.All(alert => alert.Code != ErrorCode.LogChainBroken));
    }

    private static PostgresServer Cluster()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? ""); // its clients
        Assert.SkipWhen(PostgresPrograms.Newer.Folder is null, PostgresPrograms.Newer.Missing ?? "");
        var cluster = PostgresServer.Make(PostgresPrograms.Newer, "summarize_wal = on");
        cluster.Sql("CREATE TABLE entry (id serial PRIMARY KEY, text text); INSERT INTO entry (text) SELECT md5(n::text) FROM generate_series(1, 5000) n");
        return cluster;
    }

    /// <returns>All rows, and a moment at which these were all.</returns>
    private static (string Content, DateTimeOffset Moment) Write(PostgresSite site, string text)
    {
        site.Cluster.Sql($"INSERT INTO entry (text) SELECT '{text} ' || n FROM generate_series(1, 200) n");
        return (site.Cluster.Content(), site.Cluster.Now());
    }

    private async Task<string> RecoverAndBoot(PostgresSite site, string name, DateTimeOffset moment)
    {
        var target = Path.Combine(folder.FullName, name);
        var recovered = await site.Done(site.Client.Recover(new RecoverRequest(site.Address, moment.ToString("O"), To: target, Server: PostgresSite.Agent)));
        Assert.Equal(moment, recovered.Plan!.Reached);
        using var copy = PostgresServer.On(PostgresPrograms.Newer, Path.Combine(target, "data"));
        copy.Start();
        return copy.Content();
    }
}
