using Holdfast.Contracts.Programs;
using System.Net;
using System.Security.Cryptography;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Server.Agents.Installing;
using Holdfast.Server.Catalog;
using Holdfast.Server.Status;
using Holdfast.Server.Tests.Notifications;

namespace Holdfast.Server.Tests.Agents;

public sealed class InstallerTests
{
    [Fact]
    public async Task Download_OfAProgramThatIsThere_NeedsNoTokenAndHasTheHashOfTheCommand()
    {
        await using var server = await RunningServer.Start();
        var program = RandomNumberGenerator.GetBytes(100_000);
        Directory.CreateDirectory(Path.Combine(server.Data, "download"));
        await File.WriteAllBytesAsync(Path.Combine(server.Data, "download", $"holdfast-{StatusRoutes.Version}-linux-x64.tar.gz"), program, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(server.Data, "download", "other"), "not for others", TestContext.Current.CancellationToken);
        using var anybody = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        using var answer = await anybody.GetAsync("/download/agent/linux-x64", TestContext.Current.CancellationToken);
        Assert.Equal(program, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var installers = await server.Client.Agents.Installers();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(program)), installers.Linux.Sha256);
        Assert.False(installers.Linux.IsAvailable); // nobody on another computer can call this server
        Assert.Contains("apiAddress", installers.Linux.Reason, StringComparison.Ordinal);
        foreach (var path in new[] { "/download/agent/windows-x64", "/download/agent/other", "/download/agent/..%2Fother", "/download/agent/", "/download/other" })
        {
            using var refused = await anybody.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True(refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized, $"{path}: {refused.StatusCode}");
        }
    }

    [Fact]
    public void Installers_OfAServerThatOthersReach_AreCommandsWithHashAndPlaceForTheToken()
    {
        using var files = new SettingsFile();
        Directory.CreateDirectory(Path.Combine(files.Folder, "download"));
        foreach (var archive in new[] { "linux-x64.tar.gz", "win-x64.zip" }) File.WriteAllText(Path.Combine(files.Folder, "download", "holdfast-1.2.3-" + archive), archive);
        var settings = files.Of(("apiAddress", "*"), ("apiPort", 9443), ("apiHostNames", new[] { "backup.example.org" }));
        var desk = new InstallerDesk(new AgentPrograms(files.Folder, files.Folder, "1.2.3"), settings, () => "https://backup.example.org:8421");
        var shown = desk.Show();
        foreach (var installer in new[] { shown.Linux, shown.Windows })
        {
            Assert.True(installer.IsAvailable);
            Assert.Equal($"https://backup.example.org:9443/download/agent/{installer.Platform}", installer.Url);
            foreach (var part in new[] { installer.Url!, installer.Sha256!, AgentInstallers.TokenPlaceholder, "https://backup.example.org:8421", "--token-file" })
                Assert.Contains(part, installer.Command, StringComparison.Ordinal);
            Assert.DoesNotContain("--token ", installer.Command, StringComparison.Ordinal);
        }
        var update = desk.Update(new AgentRow { Name = "files1", Version = "1.1.0", OperatingSystem = "Debian 12" }, isOlder: true);
        Assert.Equal(("byHand", "1.1.0", "1.2.3"), (update.State, update.AgentVersion, update.ServerVersion));
        Assert.Contains(shown.Linux.Sha256!, update.Command, StringComparison.Ordinal);
        Assert.Equal("upToDate", desk.Update(new AgentRow { Name = "files1", Version = "1.2.3", OperatingSystem = "Debian 12" }, isOlder: false).State);
    }

    [Fact]
    public void Find_OwnFolder_IsPackedOnlyWhereItIsWholeAndHoldsNoData()
    {
        using var files = new SettingsFile();
        var program = Directory.CreateDirectory(Path.Combine(files.Folder, "program")).FullName;
        var data = Directory.CreateDirectory(Path.Combine(files.Folder, "data")).FullName;
        File.WriteAllText(Path.Combine(program, "holdfast"), "program");
        Assert.Null(new AgentPrograms(data, program, "1.0.0").Find(AgentPlatform.Linux));
        File.WriteAllText(Path.Combine(program, "libcoreclr.so"), "runtime");
        Assert.Null(new AgentPrograms(Path.Combine(program, "data"), program, "1.0.0").Find(AgentPlatform.Linux));
        var packed = new AgentPrograms(data, program, "1.0.0").Find(AgentPlatform.Linux);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only a server on Linux packs its own program.");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(packed!.Path))), packed.Sha256);
        Assert.Null(new AgentPrograms(data, program, "1.0.0").Find(AgentPlatform.Windows));
        File.CreateSymbolicLink(Path.Combine(data, "download", "holdfast-1.0.0-win-x64.zip"), Path.Combine(program, "holdfast"));
        Assert.Null(new AgentPrograms(data, program, "1.0.0").Find(AgentPlatform.Windows));
    }
}
