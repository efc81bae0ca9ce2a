namespace Holdfast.Cli.Tests.Running;

/// <summary>The vault owner's commands: they need no server.</summary>
public sealed class VaultOwnerTests : IDisposable
{
    private readonly DataFolder service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Create_ThenCredentials_WritesAFileForTheOwnerAlone()
    {
        var storage = service.File("store");
        var created = await HoldfastProcess.Run(service, "vault", "create", "Main", "--storage", $"folder:{storage}", "--json");
        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Equal(storage, created.Json.GetProperty("storage").GetString());

        var file = service.File("main.credentials");
        var first = await HoldfastProcess.Run(service, "vault", "credentials", "Main", "--out", file, "--json");
        var before = await File.ReadAllTextAsync(file);
        var second = await HoldfastProcess.Run(service, "vault", "credentials", "Main", "--out", file, "--json");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(file, second.Json.GetProperty("file").GetString());
        Assert.NotEqual(before, await File.ReadAllTextAsync(file));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(["main.credentials"], Directory.GetFiles(service.Path, "main*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Create_NameTaken_FailsWithItsCode()
    {
        await HoldfastProcess.Run(service, "vault", "create", "Main");

        var again = await HoldfastProcess.Run(service, "vault", "create", "main", "--json");

        Assert.Equal((1, 400504), (again.ExitCode, again.Json.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Credentials_OfNoVault_FailsWithItsCode()
    {
        var outcome = await HoldfastProcess.Run(service, "vault", "credentials", "Nowhere", "--out", service.File("f"), "--json");

        Assert.Equal((1, 400505), (outcome.ExitCode, outcome.Json.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.False(File.Exists(service.File("f")));
    }

    [Fact]
    public async Task Create_StorageOfAnotherKind_IsWrongUsage() =>
        Assert.Equal(2, (await HoldfastProcess.Run(service, "vault", "create", "Main", "--storage", "tape:1")).ExitCode);
}
