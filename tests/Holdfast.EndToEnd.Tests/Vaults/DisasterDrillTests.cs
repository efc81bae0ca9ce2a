using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Vaults;

/// <summary>Server, catalog and pool are destroyed. What is left: the vault of a service on another computer, credentials from its owner, and the passphrase.</summary>
public sealed class DisasterDrillTests : IDisposable
{
    private const string Passphrase = "passphrase of the drill, kept in a safe";
    private readonly Installation lost = new();
    private readonly VaultService vault;
    private readonly Installation fresh;
    private readonly string passphrase;

    public DisasterDrillTests()
    {
        vault = new VaultService(lost.Root);
        fresh = new Installation(lost.Root, "new-data");
        passphrase = lost.InRoot("passphrase");
        File.WriteAllText(passphrase, Passphrase + "\n");
    }

    public void Dispose()
    {
        fresh.Dispose();
        vault.Dispose();
        lost.Dispose();
    }

    [Fact]
    public void Drill_EverythingButTheVaultLost_AllComesBackAndBackupsGoOn()
    {
        var (tree, sample) = (lost.InRoot("tree"), SampleTree.Make(lost.InRoot("sample")));
        RealTree.Make(tree);
        var (before, content) = (RealTree.Read(tree), SampleTree.Read(sample));
        lost.Start();
        var kit = lost.InRoot("kit.txt");
        var registered = lost.Do("vault", "register", vault.Credentials(), "--passphrase-file", passphrase, "--kit", kit).Json;
        lost.Do("group", "create", "Papers", "--online", "--retention-days", "9", "--online-retention-days", "40", "--exclude", "*.tmp");
        lost.Job("protect", tree, "--group", "Papers", "--online");
        lost.Done("protect", sample, "--group", "Papers", "--online");
        SampleTree.Write(sample, "four.bin", 300_000);
        lost.Done("recovery-point", "create", sample, "--online");
        var (points, group) = (lost.Points(online: true), lost.Do("group", "show", "Papers").Json);
        AssertKit(kit, registered.GetProperty("serverId").GetString()!);
        lost.Server.Kill();
        Tool.Do("rm", "-rf", lost.DataDirectory);

        fresh.Start();
        var wrong = lost.InRoot("wrong");
        File.WriteAllText(wrong, "another passphrase of good length\n");
        var credentials = vault.Credentials();
        var server = registered.GetProperty("serverId").GetString()!;
        AssertRefused(ErrorCode.PassphraseMismatch, "vault", "register", credentials, "--passphrase-file", wrong, "--replace", server);
        fresh.Do("vault", "register", credentials, "--passphrase-file", passphrase, "--replace", server);
        fresh.Done("vault", "rebuild");

        Assert.Equal(points.Select(point => (point.Id, point.Bytes, point.Items)).Order(), fresh.Points(online: true).Select(point => (point.Id, point.Bytes, point.Items)).Order());
        var rebuilt = fresh.Do("group", "show", "Papers").Json;
        foreach (var name in (string[])["id", "name", "retentionDays", "onlineRetentionDays", "excludeGlobs"])
            if (group.TryGetProperty(name, out var value)) Assert.Equal(value.ToString(), rebuilt.GetProperty(name).ToString());
        Assert.Equal(2, fresh.Do("source", "list").Json.GetProperty("sources").GetArrayLength());
        Assert.Empty(fresh.Alerts());
        RealTree.AssertSame(before, fresh.Recover(tree, online: true));
        var first = points.First(point => point.Path == sample).Id;
        SampleTree.AssertSame(content, fresh.Recover(sample, first, online: true));
        SampleTree.AssertSame(SampleTree.Read(sample), fresh.Recover(sample, online: true));

        // Into the same vault: what is there is not sent again.
        var stored = fresh.Do("vault", "status").Json.GetProperty("bytes").GetInt64();
        SampleTree.Write(sample, "five.bin", 200_000);
        var next = fresh.Done("protect", sample, "--online");
        Assert.InRange(next.BytesSent, 200_000, 260_000);
        Assert.InRange(fresh.Do("vault", "status").Json.GetProperty("bytes").GetInt64() - stored, 200_000, 600_000);
        SampleTree.AssertSame(SampleTree.Read(sample), fresh.Recover(sample, online: true));
        SampleTree.AssertSame(SampleTree.Read(sample), fresh.Recover(sample));
        fresh.VerifyBoth();
        Assert.DoesNotContain(fresh.Alerts(), alert => alert.Code != ErrorCode.RecoverySucceeded);
    }

    [Fact]
    public void Replace_PoolThatHoldsPoints_IsRefusedAndNothingChanges()
    {
        var source = SampleTree.Make(lost.InRoot("source"));
        lost.Start();
        var server = lost.Do("vault", "register", vault.Credentials(), "--passphrase-file", passphrase).Json.GetProperty("serverId").GetString()!;
        lost.Done("protect", source, "--online");
        fresh.Start().Done("protect", source, "--online");

        AssertRefused(ErrorCode.PoolNotEmpty, "vault", "register", vault.Credentials(), "--passphrase-file", passphrase, "--replace", server);

        SampleTree.Write(source, "four.bin", 100_000);
        foreach (var one in (Installation[])[fresh, lost]) one.Done("recovery-point", "create", source, "--online");
    }

    [Fact]
    public void Service_KilledAndStartedAgain_LosesNothing()
    {
        var source = SampleTree.Make(lost.InRoot("source"));
        lost.Start().Do("vault", "register", vault.Credentials(), "--passphrase-file", passphrase);
        lost.Done("protect", source, "--online");
        vault.Kill();
        var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (lost.Run("cloud", "connection").ExitCode == 0) patience.Token.ThrowIfCancellationRequested(); // an answer holds for a moment
        SampleTree.Write(source, "four.bin", 100_000);
        vault.Start();
        lost.Done("recovery-point", "create", source, "--online");
        SampleTree.AssertSame(SampleTree.Read(source), lost.Recover(source, online: true));
    }

    private void AssertKit(string path, string server)
    {
        var kit = File.ReadAllText(path);
        Assert.Contains(server, kit, StringComparison.Ordinal);
        Assert.Contains(VaultService.Name, kit, StringComparison.Ordinal);
        Assert.DoesNotContain(Passphrase, kit, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    private void AssertRefused(ErrorCode code, params string[] arguments)
    {
        var outcome = fresh.Run([.. arguments, "--json"]);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains($"{(int)code}", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }
}
