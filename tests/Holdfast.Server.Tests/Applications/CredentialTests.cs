using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Applications;

namespace Holdfast.Server.Tests.Applications;

/// <summary>Passwords of applications reach the application and nobody else.</summary>
public sealed class CredentialTests
{
    private const string Secret = "correct horse battery staple";

    [Fact]
    public async Task Set_Password_IsUsedAndFoundNowhere()
    {
        await using var server = await LedgerServer.Start(new Ledger { Password = Secret });
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Protect(new ProtectRequest([server.Address])));
        Assert.Equal(ErrorCode.ApplicationSignInRefused, refused.Code);
        await server.Client.Applications.SetCredential(new SetCredentialRequest("ledger://main", "keeper", Secret));
        Assert.Equal(JobStates.Succeeded, (await server.Protect()).State);
        await server.Covered(server.Add("one"));
        var kept = Assert.Single((await server.Client.Applications.Credentials()).Credentials);
        Assert.Equal(("ledger://main", "keeper"), (kept.Target, kept.User));
        Assert.Contains((await server.Client.Audit.List()).Entries, entry => entry.Subject.Contains("keeper for ledger://main", StringComparison.Ordinal));
        await server.Stop();
        foreach (var file in Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Secret, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_Credential_IsGone()
    {
        await using var server = await LedgerServer.Start();
        await server.Client.Applications.SetCredential(new SetCredentialRequest("ledger://main", "keeper", Secret));
        await server.Client.Applications.RemoveCredential("ledger://main");
        Assert.Empty((await server.Client.Applications.Credentials()).Credentials);
        Assert.Equal(ErrorCode.CredentialUnknown, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Applications.RemoveCredential("ledger://main"))).Code);
    }

    [Theory]
    [InlineData("ledger://main", false)]
    [InlineData("ledger:", false)]
    [InlineData("db1:ledger://main", true)]
    [InlineData("DB1:ledger:", true)]
    [InlineData("db1:", false)]
    [InlineData("db10:ledger://main", false)]
    [InlineData("db1:ledger://other", false)]
    public void For_AddressOfAnAgent_OnlyWhatWasGivenForItsServer(string target, bool isFor)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-credential-").FullName;
        try
        {
            using var catalog = Holdfast.Server.Catalog.ServerCatalog.Open(Path.Combine(folder, "catalog.db"));
            var credentials = new CredentialRegistry(catalog.Credentials, new Holdfast.Server.Accounts.SecretSeal(folder), TimeProvider.System);
            credentials.Set(new SetCredentialRequest(target, "keeper", Secret));
            Assert.Equal(isFor ? Secret : null, credentials.For("db1", "ledger://main")?.Password);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("ledger://db1", "ledger://db1", true)]
    [InlineData("ledger://db1", "ledger://DB1:5432/x", true)]
    [InlineData("ledger://db1", "ledger://db10", false)]
    [InlineData("ledger://db1", "ledger://db1.example.com", false)]
    [InlineData("ledger://", "ledger://db1", true)]
    [InlineData("ledger://db1/x", "ledger://db1", false)]
    public void IsFor_Target_FitsWholePartsOfAnAddress(string target, string address, bool fits) => Assert.Equal(fits, CredentialRegistry.IsFor(target, address));
}
