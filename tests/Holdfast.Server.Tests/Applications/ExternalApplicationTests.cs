using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Vault.Real;

namespace Holdfast.Server.Tests.Applications;

/// <summary>What another server of the vault backed up, recovered here: that server may be gone.</summary>
public sealed class ExternalApplicationTests : IAsyncLifetime
{
    private const string Passphrase = "passphrase of the vault, never shown";
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-externalapp-").FullName;
    private VaultSite vault = null!;
    private LedgerServer here = null!;

    public async ValueTask InitializeAsync()
    {
        vault = await VaultSite.Start(Path.Combine(folder, "vault"), TimeProvider.System);
        here = await LedgerServer.Start(new Ledger { Name = "here" });
    }

    public async ValueTask DisposeAsync()
    {
        await here.DisposeAsync();
        await vault.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Recover_AnotherServersApplication_ReachesMomentsAsFarAsItsLogWentUp()
    {
        var (lost, one, two) = await Lost();
        var range = await here.Client.Applications.Range("ledger://main", externalServer: lost);
        Assert.Equal((one, two, "stopped"), (range.Ranges[0].From, range.Ranges[^1].To, range.Log!.State));

        var done = await here.Wait(here.Client.Recover(Request(lost, "all", "latest")));
        Assert.True(done.State == JobStates.Succeeded, done.Errors.FirstOrDefault()?.Message);
        Assert.Equal((two, "Count the entries."), (done.Plan!.Reached, Assert.Single(done.Plan.Notes!)));
        Assert.Equal(["one", "two"], here.Recovered("all"));
        done = await here.Wait(here.Client.Recover(Request(lost, "first", one.ToString("O"))));
        Assert.True(done.State == JobStates.Succeeded, done.Errors.FirstOrDefault()?.Message);
        Assert.Equal(["one"], here.Recovered("first"));

        // As files, too; and nothing of the foreign datasource stays here.
        done = await here.Wait(here.Client.Recover(Request(lost, "files", "latest") with { AsFiles = true }));
        Assert.True(done.State == JobStates.Succeeded, done.Errors.FirstOrDefault()?.Message);
        Assert.True(File.Exists(Path.Combine(here.Target("files"), "data", "entries")));
        Assert.Empty((await here.Client.Sources()).Sources);
        var keep = Path.Combine(here.Data, "applications", "keep");
        Assert.Empty(Directory.Exists(keep) ? Directory.GetFileSystemEntries(keep) : []);
    }

    [Fact]
    public async Task Recover_AnotherServersApplicationToAnInstanceHere_IsToldItsOptionsAndAccountsOfHere()
    {
        var (lost, _, _) = await Lost();
        here.Ledger.Password = "of here";
        await here.Client.Applications.SetCredential(new SetCredentialRequest("ledger://here", "keeper", "of here"));
        var done = await here.Wait(here.Client.Recover(new RecoverRequest("ledger://main", Online: true, ExternalServer: lost) { Instance = "ledger://here", NewName = "copy" }));
        Assert.True(done.State == JobStates.Succeeded, done.Errors.FirstOrDefault()?.Message);
        var task = Assert.Single(here.Workload.Recoveries);
        Assert.Equal(("ledger://here", "of here", "copy"), (task.Context.Path, task.Context.Credential!.Password, task.Ask.NewName));
    }

    [Fact]
    public async Task Recover_AnotherServersApplication_RefusesWhatCannotBe()
    {
        var (lost, one, _) = await Lost();
        Assert.Equal(ErrorCode.RecoveryTargetRefused, await Refused(new RecoverRequest("ledger://main", Original: true, ExternalServer: lost)));
        Assert.Equal(ErrorCode.ApplicationNotRecoverable, await Refused(Request(lost, "early", one.AddDays(-1).ToString("O"))));
        Assert.Equal(ErrorCode.NotFound, await Refused(Request(lost, "other", "latest") with { Source = "ledger://nobody" }));
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<HoldfastException>(() => here.Client.Applications.Range("ledger://nobody", externalServer: lost))).Code);
    }

    /// <summary>A server that had protected a ledger, sent it to the vault, and is gone.</summary>
    private async Task<(string Id, DateTimeOffset One, DateTimeOffset Two)> Lost()
    {
        string id;
        DateTimeOffset one, two;
        await using (var lost = await LedgerServer.Start())
        {
            id = (await lost.Client.RegisterVault(new RegisterVaultRequest(vault.Credentials(), Passphrase))).ServerId!;
            one = lost.Add("one");
            Assert.Equal(JobStates.Succeeded, (await lost.Protect(online: true)).State);
            two = lost.Add("two");
            await lost.Covered(two);
            Assert.Equal(JobStates.Succeeded, (await lost.Wait(lost.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(lost.Address, Online: true)))).State);
        }
        await here.Client.AddExternal(new AddExternalRequest(vault.Credentials(), id, Passphrase));
        return (id, one, two);
    }

    private RecoverRequest Request(string server, string name, string at) => new("ledger://main", at, To: here.Target(name), Online: true, ExternalServer: server);

    private async Task<ErrorCode> Refused(RecoverRequest request) => (await Assert.ThrowsAsync<HoldfastException>(() => here.Client.Recover(request))).Code;
}
