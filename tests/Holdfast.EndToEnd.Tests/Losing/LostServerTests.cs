using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Losing;

/// <summary>The server and its disks are gone; what is left is the vault with its service's records, its credentials, and the passphrase.</summary>
public sealed class LostServerTests : IDisposable
{
    private readonly Installation lost = new();
    private readonly Installation fresh;

    public LostServerTests() => fresh = new Installation(lost.Root, "new-data");

    public void Dispose()
    {
        fresh.Dispose();
        lost.Dispose();
    }

    [Fact]
    public void External_ServerLost_AnotherOneRecoversFromItsVault()
    {
        var source = SampleTree.Make(lost.InRoot("source"));
        var content = SampleTree.Read(source);
        lost.Start().Done("protect", source, "--online");
        var server = lost.Do("vault", "status").Json.GetProperty("serverId").GetString()!;
        var (credentials, passphrase) = (lost.InRoot("credentials"), lost.InRoot("passphrase"));
        lost.Do("vault", "credentials", "Local", "--out", credentials);
        LoseServer(passphrase);
        Directory.Delete(source, recursive: true);
        fresh.Start();

        var known = fresh.Do("external", "add", credentials).Json.GetProperty("servers");
        Assert.Equal(server, Assert.Single(known.EnumerateArray()).GetProperty("id").GetString());
        var closed = fresh.Run("external", "browse", server);
        Assert.NotEqual(0, closed.ExitCode);
        var wrong = fresh.InRoot("wrong");
        File.WriteAllText(wrong, "another passphrase of good length\n");
        Assert.NotEqual(0, fresh.Run("external", "add", credentials, "--server", server, "--passphrase-file", wrong).ExitCode);
        fresh.Do("external", "add", credentials, "--server", server, "--passphrase-file", passphrase);

        var point = Assert.Single(fresh.Do("external", "browse", server).Json.GetProperty("recoveryPoints").EnumerateArray());
        var items = fresh.Do("external", "browse", server, source).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString());
        Assert.Equal(["a.txt", "b.txt", "one.bin", "sub", "three.bin", "two.bin"], items.Order(StringComparer.Ordinal));
        var target = fresh.NewFolder();
        fresh.Done("external", "recover", server, source, "--at", point.GetProperty("id").GetString()!, "--to", target);
        SampleTree.AssertSame(content, target);

        // Its name is taken in that vault: two servers that write under one name would be taken for one another.
        var taken = fresh.Run("vault", "register", credentials, "--passphrase-file", passphrase, "--json");
        Assert.NotEqual(0, taken.ExitCode);
        Assert.Contains("external", taken.Output + taken.Error, StringComparison.Ordinal);
    }

    /// <summary>All but the vault, and a copy of the passphrase.</summary>
    private void LoseServer(string passphrase)
    {
        lost.Server.Kill();
        File.Copy(lost.Data("secrets/passphrase.txt"), passphrase);
        foreach (var path in Directory.GetFileSystemEntries(lost.DataDirectory).Where(path => Path.GetFileName(path) != "vault")) Tool.Do("rm", "-rf", path);
    }
}
