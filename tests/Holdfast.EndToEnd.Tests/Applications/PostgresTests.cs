using System.Text.Json;
using Holdfast.Contracts.Api.Applications;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.Testing.Postgres;

namespace Holdfast.EndToEnd.Tests.Applications;

/// <summary>PostgreSQL through the executable: protected, its log followed, recovered to a moment, booted, and compared.</summary>
public sealed class PostgresTests
{
    [Fact]
    public void Recover_MomentBetweenCommits_BootsWithExactlyWhatWasThereThen()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian);
        server.Sql("CREATE TABLE entry (id serial PRIMARY KEY, text text); INSERT INTO entry (text) SELECT md5(n::text) FROM generate_series(1, 5000) n");
        using var home = new Installation();
        // The recovered cluster is started by another account.
        File.SetUnixFileMode(home.Root, (UnixFileMode)0x1ED);
        home.Start();
        var password = home.InRoot("password");
        File.WriteAllText(password, PostgresServer.Password + "\n");
        var address = $"postgresql://127.0.0.1:{server.Port}";
        home.Do("credential", "set", "postgresql://127.0.0.1", "--user", PostgresServer.User, "--password-file", password);

        var first = home.Done("protect", address);
        Assert.Equal("full", Assert.Single(home.Points()).Type);
        server.Sql("INSERT INTO entry (text) SELECT 'kept ' || n FROM generate_series(1, 100) n");
        var expected = server.Content();
        var moment = server.Now();
        server.Sql("INSERT INTO entry (text) SELECT 'later ' || n FROM generate_series(1, 100) n");
        var range = Waiting.ForLog(home, address, server.Now());
        Assert.Equal("following", range.Log!.State);
        Assert.True(range.Ranges[^1].To > moment);

        var target = home.NewFolder();
        var plan = JsonSerializer.Deserialize(home.Do("recover", address, "--at", moment.ToString("O"), "--to", target, "--plan").Output, ApplicationsJson.Default.RecoveryPlanInfo)!;
        Assert.NotEmpty(plan.Steps);
        Assert.False(Directory.Exists(target));
        var recovered = home.Done("recover", address, "--at", moment.ToString("O"), "--to", target);
        Assert.Equal(first.RecoveryPoint, recovered.RecoveryPoint);
        using (var copy = PostgresServer.On(PostgresPrograms.Debian, Path.Combine(target, "data")))
        {
            copy.Start();
            Waiting.For(() => copy.Sql("SELECT pg_is_in_recovery()") == "f", "the end of the recovery");
            Assert.Equal(expected, copy.Content());
        }

        var drill = home.Done("drill", address).Drill!;
        Assert.True(drill.Sound && drill.RecoveryMs > 0, string.Join(" ", drill.Findings));
        home.Do("group", "stop", "Default", "--keep-data");
        Assert.Equal("0", server.Sql("SELECT count(*) FROM pg_replication_slots"));
    }
}
