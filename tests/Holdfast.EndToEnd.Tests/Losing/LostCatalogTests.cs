using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Losing;

/// <summary>Catalog and index are caches: the pool alone knows everything.</summary>
public sealed class LostCatalogTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void RebuildCatalog_CatalogAndIndexDeleted_EverythingIsThere()
    {
        var (source, contents) = TwoPoints();
        var before = holdfast.Do("source", "list").Json.GetProperty("sources")[0];
        var points = holdfast.Points().Select(point => point with { Expires = null }).ToList();
        holdfast.Stop();
        Directory.Delete(holdfast.Data("catalog"), recursive: true);
        Directory.Delete(holdfast.Data("index"), recursive: true);
        holdfast.Start();

        holdfast.Done("pool", "rebuild-catalog");

        Assert.Equal(points, holdfast.Points().Select(point => point with { Expires = null }));
        var after = holdfast.Do("source", "list").Json.GetProperty("sources")[0];
        foreach (var name in (string[])["id", "name", "path", "server", "group"]) Assert.Equal(before.GetProperty(name).ToString(), after.GetProperty(name).ToString());
        foreach (var (id, content) in contents)
            foreach (var online in (bool[])[false, true]) SampleTree.AssertSame(content, holdfast.Recover(source, id, online));
        // The index is back as well: all data is known again, and only tables may be new.
        Assert.InRange(holdfast.Done("protect", source, "--online").BytesStored, 0, 8_192);
        holdfast.VerifyBoth();
    }

    [Fact]
    public void RebuildCatalog_WhileNothingIsLost_ChangesNothing()
    {
        var (source, contents) = TwoPoints();
        var points = holdfast.Points();

        holdfast.Done("pool", "rebuild-catalog");

        Assert.Equal(points, holdfast.Points());
        foreach (var (id, content) in contents) SampleTree.AssertSame(content, holdfast.Recover(source, id));
    }

    [Fact]
    public void RebuildVault_PoolLost_ServerGoesOnWithWhatTheVaultHas()
    {
        var (source, contents) = TwoPoints();
        holdfast.Stop();
        foreach (var folder in (string[])["catalog", "index", "pool"]) Directory.Delete(holdfast.Data(folder), recursive: true);
        File.Delete(holdfast.Data("pool-disks.json"));
        holdfast.Start();

        holdfast.Done("vault", "rebuild");

        foreach (var (id, content) in contents) SampleTree.AssertSame(content, holdfast.Recover(source, id, online: true));
        holdfast.Done("protect", source, "--online");
        holdfast.VerifyBoth();
        SampleTree.AssertSame(SampleTree.Read(source), holdfast.Recover(source));
        SampleTree.AssertSame(SampleTree.Read(source), holdfast.Recover(source, online: true));
    }

    [Fact]
    public void RebuildVault_PoolAndKeysLost_PassphraseAloneOpensTheVault()
    {
        var (source, contents) = TwoPoints();
        holdfast.Stop();
        var passphrase = holdfast.InRoot("passphrase");
        File.Move(holdfast.Data("secrets/passphrase.txt"), passphrase);
        foreach (var folder in (string[])["catalog", "index", "pool", "secrets"]) Directory.Delete(holdfast.Data(folder), recursive: true);
        File.Delete(holdfast.Data("pool-disks.json"));
        holdfast.Start();

        holdfast.Done("vault", "rebuild", "--passphrase-file", passphrase);

        foreach (var (id, content) in contents) SampleTree.AssertSame(content, holdfast.Recover(source, id, online: true));
        // The new pool names chunks by other keys: it is told to go to another vault instead of spoiling this one.
        var (exitCode, job) = holdfast.Job("protect", source, "--online");
        Assert.Equal(1, exitCode);
        Assert.Contains(job.Errors, error => error.Code == ErrorCode.VaultCopyFailed && error.Remedy.Length > 0);
        SampleTree.AssertSame(SampleTree.Read(source), holdfast.Recover(source));
        holdfast.VerifyBoth();
        foreach (var (id, content) in contents) SampleTree.AssertSame(content, holdfast.Recover(source, id, online: true));
    }

    private (string Source, Dictionary<string, IReadOnlyDictionary<string, string>> Contents) TwoPoints()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var contents = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        contents[holdfast.Start().Done("protect", source, "--online").RecoveryPoint!] = SampleTree.Read(source);
        SampleTree.Write(source, "four.bin", 150_000);
        contents[holdfast.Done("recovery-point", "create", source, "--online").RecoveryPoint!] = SampleTree.Read(source);
        return (source, contents);
    }
}
