using System.Security.Cryptography;
using System.Text;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Vaults;

/// <summary>Passphrases, PINs, registration keys and the key of the server's certificate, after all that uses them: in no log, catalog, record, blob, or process list.</summary>
public sealed class PlantedSecretTests : IDisposable
{
    private const string First = "planted passphrase one 4Kq9-zW", Second = "planted passphrase two 8Hv3-mX";
    private readonly Installation holdfast = new();
    private readonly VaultService vault;
    private readonly Installation other;
    private readonly List<(string Name, byte[] Bytes, bool IsWord)> secrets = [];

    public PlantedSecretTests()
    {
        vault = new VaultService(holdfast.Root);
        other = new Installation(holdfast.Root, "other-data");
    }

    public void Dispose()
    {
        other.Dispose();
        vault.Dispose();
        holdfast.Dispose();
    }

    [Fact]
    public void Secrets_AfterAFullRun_AreNowhere()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var (first, second) = (Secret("first", First), Secret("second", Second));
        holdfast.Start();
        var server = holdfast.Do("vault", "register", Credentials(), "--passphrase-file", first).Json.GetProperty("serverId").GetString()!;
        var point = holdfast.Done("protect", source, "--online").RecoveryPoint!;
        Assert.NotEqual(0, holdfast.Run("vault", "register", Credentials(), "--passphrase-file", second).ExitCode);
        holdfast.Do("recovery-point", "delete", point, "--online", "--vault-pin", Pin());
        holdfast.Do("vault", "passphrase", "change", "--passphrase-file", second, "--vault-pin", Pin());
        holdfast.Do("vault", "rotate");
        SampleTree.Write(source, "four.bin", 100_000);
        holdfast.Done("recovery-point", "create", source, "--online");
        holdfast.Done("vault", "rebuild", "--passphrase-file", second);
        other.Start();
        Assert.NotEqual(0, other.Run("external", "add", Credentials(), "--server", server, "--passphrase-file", first).ExitCode);
        other.Do("external", "add", Credentials(), "--server", server, "--passphrase-file", second);
        other.Done("external", "recover", server, source, "--to", other.NewFolder());
        holdfast.Done("verify", "--vault");
        AddClientKey();

        foreach (var folder in (string[])[holdfast.DataDirectory, other.DataDirectory, vault.Folder])
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsNoSecret)) AssertClean(file, ReadShared(file));
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _))) AssertProcessClean(process);
        foreach (var said in (string[])[holdfast.Server.Said, other.Server.Said, vault.Said]) AssertClean("what was said", Encoding.UTF8.GetBytes(said));
    }

    private string Secret(string name, string passphrase)
    {
        secrets.Add(($"passphrase {name}", Encoding.ASCII.GetBytes(passphrase), false));
        var path = holdfast.InRoot(name);
        File.WriteAllText(path, passphrase + "\n");
        return path;
    }

    private string Credentials()
    {
        var path = vault.Credentials();
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(path));
        secrets.Add(("a registration key", Encoding.ASCII.GetBytes(document.RootElement.GetProperty("registrationKey").GetString()!), false));
        return path;
    }

    private string Pin()
    {
        var pin = vault.Pin();
        secrets.Add(("a PIN", Encoding.ASCII.GetBytes(pin), true));
        return pin;
    }

    private void AddClientKey()
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(File.ReadAllBytes(Assert.Single(Directory.EnumerateFiles(holdfast.Data("secrets"), "vault-client-*.key"))), out _);
        var scalar = key.ExportParameters(includePrivateParameters: true).D!;
        secrets.Add(("the client key", scalar, false));
        secrets.Add(("the client key in hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(scalar)), false));
        secrets.Add(("the client key in Base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(scalar)[..40]), false));
    }

    private static bool IsNoSecret(string path) =>
        !path.Contains("/secrets/", StringComparison.Ordinal) && Path.GetFileName(path) is not ("token" or "service.key" or "holdfast-reserve") && !path.EndsWith(".key", StringComparison.Ordinal)
        && new FileInfo(path).Length > 0;

    private static byte[] ReadShared(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private void AssertClean(string place, byte[] content)
    {
        foreach (var (name, bytes, isWord) in secrets) Assert.False(Holds(content, bytes, isWord), $"{place} holds {name}.");
    }

    /// <param name="isWord">Six digits are found in any long number: only such that stand alone are a PIN.</param>
    private static bool Holds(byte[] content, byte[] wanted, bool isWord)
    {
        for (var from = 0; ; from++)
        {
            var at = content.AsSpan(from).IndexOf(wanted);
            if (at < 0) return false;
            from += at;
            if (!isWord || ((from == 0 || !char.IsAsciiLetterOrDigit((char)content[from - 1])) && (from + wanted.Length == content.Length || !char.IsAsciiLetterOrDigit((char)content[from + wanted.Length]))))
                return true;
        }
    }

    private void AssertProcessClean(string process)
    {
        foreach (var file in (string[])["cmdline", "environ"])
            try
            {
                AssertClean($"{process}/{file}", File.ReadAllBytes(Path.Combine(process, file)));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // ended meanwhile, or another user's
            }
    }
}
