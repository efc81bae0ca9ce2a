using System.Net.Http.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService.Hosting;

namespace Holdfast.VaultService.Tests.Hosting;

public sealed class VaultHostTests
{
    [Fact]
    public async Task Run_SecondServiceOnOneFolder_IsRefusedWhileTheOwnersCommandsWork()
    {
        await using var served = await ServedVault.Start();
        var second = VaultHost.Run(new VaultHostOptions(served.DataFolder, 0), TextWriter.Null, TimeProvider.System, CancellationToken.None);
        Assert.Equal(ErrorCode.AlreadyRunning, (await Assert.ThrowsAsync<HoldfastException>(() => second)).Code);
        served.Owner.Create(new NewVault("Second"));
        var seen = await served.Client(served.LocalToken).GetFromJsonAsync("vaults", OwnerJson.Default.OwnedVaults);
        Assert.Equal(["Main", "Second"], seen!.Vaults.Select(vault => vault.Name));
    }

    [Fact]
    public async Task Run_PortInUse_IsTold()
    {
        await using var served = await ServedVault.Start();
        var second = VaultHost.Run(new VaultHostOptions(Path.Combine(served.Root, "other"), served.Address.Port), TextWriter.Null, TimeProvider.System, CancellationToken.None);
        Assert.Equal(ErrorCode.PortInUse, (await Assert.ThrowsAsync<HoldfastException>(() => second)).Code);
    }

    [Fact]
    public async Task Owner_ByTheLocalToken_DoesAllThatHisCommandsDo()
    {
        await using var served = await ServedVault.Start();
        using var certificate = await served.Server();
        var owner = served.Client(served.LocalToken);
        var json = OwnerJson.Default;
        using (var made = await owner.PostAsJsonAsync("vaults", new NewVault("Web") { Region = "Here", LockDays = 3 }, json.NewVault))
            Assert.Equal(3, (await made.Content.ReadFromJsonAsync(json.OwnedVault))!.Rules.LockDays);
        Assert.Equal(ErrorCode.VaultImmutable, await ServedVault.Code(owner.PostAsJsonAsync("vaults/Web/lock", new LockChange(2), json.LockChange)));
        using (var pin = await owner.PostAsync("vaults/Web/pin", null)) Assert.Matches("^[0-9]{6}$", (await pin.Content.ReadFromJsonAsync(json.VaultPin))!.Pin);
        using (var file = await owner.PostAsync("vaults/Web/credentials", null))
            VaultCredentials.Parse(await file.Content.ReadAsByteArrayAsync());
        Assert.Equal(ServedVault.Id, (await owner.GetFromJsonAsync("vaults/Main/usage", json.VaultUsage))!.Servers.Single().Id);
        Assert.Equal(0, (await owner.GetFromJsonAsync("vaults/Main/bill", json.VaultBill))!.Total);
        Assert.Empty((await owner.GetFromJsonAsync("vaults/Main/retired", json.RetiredPage))!.Blobs);
        // The server has put nothing yet, so there is no prefix to bring back into.
        Assert.Equal(ErrorCode.ServerNotFound, await ServedVault.Code(
            owner.PostAsJsonAsync("vaults/Main/undelete", new UndeleteRequest("server", null, served.Clock.GetUtcNow(), null, "000000"), json.UndeleteRequest)));
        Assert.Equal(["serve", "credentials", "register"], (await owner.GetFromJsonAsync("vaults/Main/quick-start", json.QuickStart))!.Steps.Where(step => step.IsDone).Select(step => step.Id));
        Assert.True((await owner.DeleteAsync("vaults/Web")).IsSuccessStatusCode);
        Assert.Equal(["delete vault", "issue credentials", "make pin", "create vault"], (await owner.GetFromJsonAsync("audit?vault=Web", json.OwnerActs))!.Acts.Select(act => act.Operation));
    }

    [Fact]
    public async Task Programs_PutIntoTheDownloadFolder_AreGivenToWhomeverAsks()
    {
        await using var served = await ServedVault.Start();
        var owner = served.Client(served.LocalToken);
        var before = (await owner.GetFromJsonAsync("programs", OwnerJson.Default.ProgramOffers))!;
        var windows = before.Programs.Single(program => program.Platform == "windows-x64");
        Assert.Null(windows.Path);
        var archive = Path.Combine(served.DataFolder, "download", $"holdfast-{before.Version}-win-x64.zip");
        Assert.Contains(archive, windows.Reason, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.AgentProgramMissing, await ServedVault.Code(served.Client().GetAsync("programs/windows-x64")));

        byte[] content = [1, 2, 3, 4];
        Directory.CreateDirectory(Path.GetDirectoryName(archive)!);
        await File.WriteAllBytesAsync(archive, content);
        windows = (await owner.GetFromJsonAsync("programs", OwnerJson.Default.ProgramOffers))!.Programs.Single(program => program.Platform == "windows-x64");
        Assert.Equal((4L, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), null), (windows.Bytes, windows.Sha256, windows.Reason));
        using var given = await served.Client().GetAsync(windows.Path);
        Assert.Equal(content, await given.Content.ReadAsByteArrayAsync());
        Assert.Equal(Path.GetFileName(archive), given.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(ErrorCode.AgentProgramMissing, await ServedVault.Code(served.Client().GetAsync("programs/..%2F..%2Fsecrets")));
    }

    [Fact]
    public async Task Answers_HaveTheHeadersThatKeepThemInTheirPlace()
    {
        await using var served = await ServedVault.Start();
        foreach (var address in new[] { "ready", "vaults" })
        {
            using var response = await served.Client().GetAsync(address);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Server"));
            Assert.NotNull(response.Headers.Date);
        }
    }

    [Fact]
    public async Task Shutdown_ByTheOwner_StopsItCleanly()
    {
        await using var served = await ServedVault.Start();
        Assert.True((await served.Client(served.LocalToken).PostAsync("shutdown", null)).IsSuccessStatusCode);
        await served.Stop();
    }
}
