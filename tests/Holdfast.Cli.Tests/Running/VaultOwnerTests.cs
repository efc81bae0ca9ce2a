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
        Assert.Equal("folder:" + storage, created.Json.GetProperty("storage").GetString());

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

    [Fact]
    public async Task Lock_Raised_IsNeverLowered()
    {
        await HoldfastProcess.Run(service, "vault", "create", "Main", "--lock", "30");
        var lower = await HoldfastProcess.Run(service, "vault", "lock", "Main", "--days", "29", "--json");
        Assert.Equal((5, 81001), (lower.ExitCode, lower.Json.GetProperty("error").GetProperty("code").GetInt32()));
        var raised = await HoldfastProcess.Run(service, "vault", "lock", "Main", "--days", "31", "--json");
        Assert.Equal(31, raised.Json.GetProperty("rules").GetProperty("lockDays").GetInt32());
        var audit = await HoldfastProcess.Run(service, "vault", "audit", "Main", "--json");
        Assert.Equal(["raise lock", "create vault"], audit.Json.GetProperty("acts").EnumerateArray().Select(act => act.GetProperty("operation").GetString()));
    }

    /// <summary>Everything that the owner sees of a vault that nobody uses yet.</summary>
    [Fact]
    public async Task Show_List_Billing_Retired_Administrators_PrintOneDocumentEach()
    {
        await HoldfastProcess.Run(service, "vault", "create", "Main", "--region", "Here", "--floors", "off", "--tier", "cold");
        var shown = await HoldfastProcess.Run(service, "vault", "show", "Main", "--json");
        Assert.Equal(("Here", false, "cold"), (
            shown.Json.GetProperty("vault").GetProperty("region").GetString(), shown.Json.GetProperty("vault").GetProperty("rules").GetProperty("hasRetentionFloors").GetBoolean(),
            shown.Json.GetProperty("vault").GetProperty("rules").GetProperty("packTier").GetString()));
        Assert.Equal("Main", (await HoldfastProcess.Run(service, "vault", "list", "--json")).Json.GetProperty("vaults")[0].GetProperty("name").GetString());
        Assert.Equal(0, (await HoldfastProcess.Run(service, "vault", "billing", "Main", "--json")).Json.GetProperty("total").GetDecimal());
        Assert.Empty((await HoldfastProcess.Run(service, "vault", "retired", "Main", "--json")).Json.GetProperty("blobs").EnumerateArray());
        Assert.Matches("^[0-9]{6}\n$", (await HoldfastProcess.Run(service, "vault", "pin", "Main")).Output);
        await File.WriteAllTextAsync(service.File("password"), "a long enough one\n");
        Assert.Equal(0, (await HoldfastProcess.Run(service, "vault", "administrator", "create", "anna", "--password-file", service.File("password"))).ExitCode);
        Assert.Equal("anna", (await HoldfastProcess.Run(service, "vault", "administrator", "list", "--json")).Json.GetProperty("administrators")[0].GetProperty("name").GetString());
    }

    /// <summary>Killed in the middle of its life, the service starts again on what it had: its authority, its vaults, the credentials it issued.</summary>
    [Fact]
    public async Task Serve_Killed_StartsAgainAsTheSame()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no --detach on Windows.");
        var first = await HoldfastProcess.Run(service, "vault", "serve", "--port", "0", "--detach", "--json");
        Assert.True(first.ExitCode == 0, first.Error);
        var port = first.Json.GetProperty("port").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await HoldfastProcess.Run(service, "vault", "create", "Main");
        await HoldfastProcess.Run(service, "vault", "credentials", "Main", "--out", service.File("c"));
        Assert.Contains($"\"https://127.0.0.1:{port}\"", await File.ReadAllTextAsync(service.File("c")), StringComparison.Ordinal);

        var second = await HoldfastProcess.Run(service, "vault", "serve", "--port", "0", "--json");
        Assert.Equal((1, 400010), (second.ExitCode, second.Json.GetProperty("error").GetProperty("code").GetInt32()));

        using (var process = System.Diagnostics.Process.GetProcessById(first.Json.GetProperty("pid").GetInt32()))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        var again = await HoldfastProcess.Run(service, "vault", "serve", "--port", port, "--detach", "--json");
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(first.Json.GetProperty("authority").GetString(), again.Json.GetProperty("authority").GetString());
        Assert.Equal("Main", (await HoldfastProcess.Run(service, "vault", "list", "--json")).Json.GetProperty("vaults")[0].GetProperty("name").GetString());
        Assert.Equal(0, (await HoldfastProcess.Run(service, "vault", "stop")).ExitCode);
        Assert.Equal(4, (await HoldfastProcess.Run(service, "vault", "stop")).ExitCode);
    }
}
