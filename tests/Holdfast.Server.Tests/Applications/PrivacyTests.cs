using System.Runtime.Versioning;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Microsoft.Data.Sqlite;

namespace Holdfast.Server.Tests.Applications;

/// <summary>What lies on the server's disk because of applications is for the server's account alone.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivacyTests
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Backup_FoldersOfWorkloads_AreClosedToOthersEvenWhereTheyWereOpen()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var server = await LedgerServer.Start();
        var root = Path.Combine(server.Data, "applications");
        Directory.CreateDirectory(Path.Combine(root, "keep"), OwnFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var modes = new Dictionary<string, UnixFileMode>();
        server.Ledger.OnHandedOver = () =>
        {
            foreach (var folder in (string[])[root, .. Directory.GetDirectories(root), .. Directory.GetDirectories(root).SelectMany(Directory.GetDirectories)])
                modes[Path.GetRelativePath(root, folder)] = File.GetUnixFileMode(folder);
        };
        Assert.Equal(JobStates.Succeeded, (await server.Protect()).State);
        Assert.Contains(modes, folder => folder.Key.StartsWith("keep/", StringComparison.Ordinal));
        Assert.Contains(modes, folder => folder.Key.StartsWith("scratch/", StringComparison.Ordinal));
        Assert.All(modes, folder => Assert.True(folder.Value == OwnFolder, $"{folder.Key} is {folder.Value}."));
    }

    [Fact]
    public async Task Credential_AtRest_HasItsKeyInAFileOfTheServersOwn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var server = await LedgerServer.Start();
        await server.Client.Applications.SetCredential(new SetCredentialRequest("ledger://main", "keeper", "secret"));
        var secrets = new EngineOptions(server.Data).Secrets;
        Assert.Equal(OwnFolder, File.GetUnixFileMode(secrets));
        Assert.Equal(OwnFile, File.GetUnixFileMode(Path.Combine(secrets, "accounts.key")));
    }

    [Fact]
    public async Task Credential_MovedToAnotherTargetInTheCatalog_DoesNotOpen()
    {
        await using var server = await LedgerServer.Start();
        await server.Client.Applications.SetCredential(new SetCredentialRequest("ledger://other", "keeper", "secret"));
        await server.Stop();
        using (var catalog = new SqliteConnection($"Data Source={Path.Combine(server.Data, "catalog", "holdfast.db")};Pooling=False"))
        {
            catalog.Open();
            using var move = catalog.CreateCommand();
            move.CommandText = "UPDATE credentials SET target = 'ledger://main'";
            Assert.Equal(1, move.ExecuteNonQuery());
        }
        await server.Launch();
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Protect(new ProtectRequest([server.Address])));
        Assert.Equal(ErrorCode.CredentialUnreadable, refused.Code);
    }
}
