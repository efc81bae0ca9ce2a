using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;
using Holdfast.Testing.Postgres;

namespace Holdfast.EndToEnd.Tests.Cataloging;

/// <summary>A server whose catalog is in PostgreSQL does what any other does.</summary>
public sealed class PostgresCatalogTests
{
    [Fact]
    public void Server_OnPostgres_ProtectsRecoversAndRestarts()
    {
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        using var cluster = new PostgresCluster();
        using var holdfast = new Installation { Catalog = cluster.NewDatabase() };
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var content = SampleTree.Read(source);
        var job = holdfast.Start().Done("protect", source, "--online");
        AssertSecretIsNotShown(holdfast);
        holdfast.Restart();
        foreach (var online in (bool[])[false, true]) SampleTree.AssertSame(content, holdfast.Recover(source, job.RecoveryPoint!, online));
        Assert.Contains(holdfast.Settled(), known => known.Id == job.Id);
        Assert.False(File.Exists(holdfast.Data("catalog/holdfast.db")));

        // The database goes away and comes back while the server runs.
        cluster.Stop();
        var away = holdfast.Run("job", "list");
        Assert.Equal(4, away.ExitCode);
        Assert.Contains("error 400800", away.Error, StringComparison.Ordinal);
        cluster.Start();
        holdfast.Done("recovery-point", "create", source);
        holdfast.VerifyBoth();

        // Another installation must not take it.
        using var other = new Installation(holdfast.Root, "other") { Catalog = holdfast.Catalog };
        var refused = other.TryStart();
        Assert.False(refused.IsReady);
        Assert.Contains("error 400801", refused.Said, StringComparison.Ordinal);
        holdfast.Stop();
        AssertSecretIsNotShown(holdfast);
    }

    private static void AssertSecretIsNotShown(Installation holdfast)
    {
        Assert.DoesNotContain(PostgresCluster.Password, holdfast.Server.Said, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(holdfast.Data("logs"))) Assert.DoesNotContain(PostgresCluster.Password, File.ReadAllText(file), StringComparison.Ordinal);
    }
}
