using System.Text;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Security;

/// <summary>Passphrase, token and keys are where they must be and nowhere else.</summary>
public sealed class SecretsTests : IDisposable
{
    private static readonly string[] answers =
    [
        "status", "sources", "groups", "recovery-points", "jobs", "alerts", "disks", "vault", "vault/connection", "vault/servers", "external",
    ];

    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public async Task Secrets_AfterWorkOfEveryKind_AreNowhereElse()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var planted = holdfast.InRoot("passphrase-file");
        File.WriteAllText(planted, "planted passphrase 7Q2x-never-shown\n");
        var credentials = holdfast.InRoot("credentials");
        holdfast.Start();
        holdfast.Do("vault", "create", "Second");
        holdfast.Do("vault", "credentials", "Second", "--out", credentials);
        holdfast.Do("vault", "register", credentials, "--passphrase-file", planted);
        var job = holdfast.Done("protect", source, "--online");
        holdfast.Done("vault", "rebuild", "--passphrase-file", planted);
        holdfast.Run("vault", "register", source, "--passphrase-file", planted);
        holdfast.Recover(source, online: true);
        holdfast.VerifyBoth();

        var secrets = Secrets(credentials);
        foreach (var file in Directory.EnumerateFiles(holdfast.DataDirectory, "*", SearchOption.AllDirectories).Where(IsNoSecret)) AssertClean(secrets, file, ReadShared(file));
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _))) AssertProcessClean(secrets, process);
        foreach (var route in (string[])[.. answers, $"jobs/{job.Id}"])
            AssertClean(secrets, route, await Api.Get(holdfast, route, Api.Token(holdfast)));
        AssertClean(secrets, "what the server said", Encoding.UTF8.GetBytes(holdfast.Server.Said));
    }

    [Fact]
    public void Files_OfTheDataFolder_AreForTheOwnerAlone()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        using var fresh = new Installation(holdfast.Root, "fresh");
        Tool.Do("rm", "-rf", fresh.DataDirectory);
        fresh.Start().Done("protect", source, "--online");

        Assert.Equal((UnixFileMode)0, OpenTo(fresh.DataDirectory));
        // Also where somebody opens the folder itself: each thing in it is closed, or lies in a folder that is.
        var open = Directory.EnumerateFileSystemEntries(fresh.DataDirectory).Where(path => OpenTo(path) != 0).Select(path => $"{File.GetUnixFileMode(path)} {path}");
        Assert.Empty(open);
        // The console keeps the keys of its forms in a folder of their own.
        Assert.All(Directory.EnumerateDirectories(fresh.Data("secrets")), path => Assert.Equal((UnixFileMode)0, OpenTo(path)));
        var secrets = Directory.EnumerateFiles(fresh.Data("secrets")).Append(fresh.Data("token")).Append(fresh.Data("vault/service.key"));
        Assert.All(secrets, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    private static UnixFileMode OpenTo(string path) =>
        File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static byte[] ReadShared(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private bool IsNoSecret(string path) =>
        !path.StartsWith(holdfast.Data("secrets"), StringComparison.Ordinal) && path != holdfast.Data("token") && !path.EndsWith("/service.key", StringComparison.Ordinal)
        && !path.EndsWith("/holdfast-reserve", StringComparison.Ordinal) && new FileInfo(path).Length > 0; // empty ones are locks, and locked

    private List<(string Name, byte[] Bytes)> Secrets(string credentials)
    {
        var found = new List<(string, byte[])>
        {
            ("the planted passphrase", "7Q2x-never-shown"u8.ToArray()),
            ("the passphrase", Encoding.ASCII.GetBytes(File.ReadAllText(holdfast.Data("secrets/passphrase.txt")).Trim())),
            ("the token", Encoding.ASCII.GetBytes(Api.Token(holdfast))),
        };
        var registrationKey = System.Text.Json.JsonDocument.Parse(File.ReadAllText(credentials)).RootElement.GetProperty("registrationKey").GetString()!;
        found.Add(("the registration key", Encoding.ASCII.GetBytes(registrationKey)));
        foreach (var file in Directory.EnumerateFiles(holdfast.Data("secrets"), "*.keys"))
        {
            // Past the header of the file everything is key: any 16 bytes of it in a row, in any notation.
            var keys = File.ReadAllBytes(file);
            for (var at = 40; at + 16 <= keys.Length; at += 16)
            {
                var part = keys[at..(at + 16)];
                if (part.Distinct().Count() < 10) continue;
                found.Add(($"{Path.GetFileName(file)} at {at}", part));
                found.Add(($"{Path.GetFileName(file)} at {at} in hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(part))));
                found.Add(($"{Path.GetFileName(file)} at {at} in base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(part)[..20])));
            }
        }
        return found;
    }

    private static void AssertClean(List<(string Name, byte[] Bytes)> secrets, string place, byte[] content)
    {
        foreach (var (name, bytes) in secrets) Assert.False(content.AsSpan().IndexOf(bytes) >= 0, $"{place} holds {name}.");
    }

    private static void AssertProcessClean(List<(string Name, byte[] Bytes)> secrets, string process)
    {
        foreach (var file in (string[])["cmdline", "environ"])
        {
            try
            {
                AssertClean(secrets, $"{process}/{file}", File.ReadAllBytes(Path.Combine(process, file)));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // ended meanwhile, or another user's
            }
        }
    }
}
