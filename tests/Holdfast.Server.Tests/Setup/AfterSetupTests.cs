using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Setup;
using Holdfast.Server.Tests.Accounts;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Setup;

public sealed class AfterSetupTests
{
    private const string Passphrase = "correct horse battery staple";

    [Fact]
    public async Task State_AsThingsAreDone_HasLessAndLessRemaining()
    {
        await using var server = await Installed();
        Assert.Equal([SetupSteps.Passphrase, SetupSteps.Protect], (await server.Client.Setup.State()).Remaining);
        Assert.Equal(ErrorCode.PassphraseNotSaved, await Refused(server.Client.Setup.Finish()));
        await server.Client.Setup.PassphraseSaved();
        await server.Protect();
        var state = await server.Client.Setup.State();
        Assert.Equal((SetupSteps.Finish, true), (state.Step, state.Installed));
        Assert.Empty(state.Remaining);
        Assert.Empty((await server.Client.Setup.Finish()).Remaining);
    }

    [Fact]
    public async Task Passphrase_UntilItIsSaved_IsShownToAdministratorsAndRecorded()
    {
        await using var server = await Installed();
        Assert.Equal(Passphrase, (await server.Client.Setup.Passphrase()).Passphrase);
        Assert.Contains((await server.Client.Audit.List()).Entries, entry => entry.Action == "GET setup/passphrase" && entry.Outcome == "ok" && !entry.Subject.Contains(Passphrase, StringComparison.Ordinal));
        using var reader = await server.Account("rita", RoleNames.Reader);
        Assert.Equal(ErrorCode.Forbidden, await Refused(reader.Setup.Passphrase()));
        Assert.Equal(ErrorCode.Forbidden, await Refused(reader.Setup.Finish()));
        await server.Client.Setup.PassphraseSaved();
        Assert.Equal(ErrorCode.PassphraseNotShown, await Refused(server.Client.Setup.Passphrase()));
        Assert.Equal(ErrorCode.PassphraseNotShown, await Refused(server.Client.Setup.ChoosePassphrase(null)));
    }

    [Fact]
    public async Task ChoosePassphrase_ShortOrForeign_IsRefused_GeneratedIsLong()
    {
        await using var server = await Installed();
        server.Client.UseVaultPin(server.Pool.VaultPin);
        Assert.Equal(ErrorCode.PassphraseTooShort, await Refused(server.Client.Setup.ChoosePassphrase("fifteen chars..")));
        Assert.Equal(ErrorCode.PassphraseNotAccepted, await Refused(server.Client.Setup.ChoosePassphrase("sixteen characters \u00fc")));
        Assert.Empty(server.Engine.Passphrases);
        Assert.Equal("sixteen chars...", (await server.Client.Setup.ChoosePassphrase("sixteen chars...")).Passphrase);
        var generated = (await server.Client.Setup.ChoosePassphrase(null)).Passphrase;
        Assert.True(generated.Length >= 32);
        Assert.Equal(["sixteen chars...", generated], server.Engine.Passphrases);
    }

    [Fact]
    public async Task ServerWithoutSetup_IsInstalled_AndShowsNoPassphrase()
    {
        await using var server = await RunningServer.Start();
        var state = await server.Client.Setup.State();
        Assert.Equal((true, SetupSteps.Finish, 0), (state.Installed, state.Step, state.Remaining.Count));
        Assert.Equal(ErrorCode.PassphraseNotShown, await Refused(server.Client.Setup.Passphrase()));
        await server.Client.Setup.PassphraseSaved();
        await server.Client.Setup.Finish();
        Assert.False(File.Exists(Path.Combine(server.Data, SetupFiles.RecordName)));
        Assert.All((await server.Client.Setup.Candidates()).Candidates, candidate => Assert.Contains(candidate.Verdict, (string[])[DiskCandidate.Usable, DiskCandidate.Warning, DiskCandidate.Refused]));
    }

    private static async Task<RunningServer> Installed()
    {
        var server = await RunningServer.Start(settings: TestAccounts.Settings);
        Directory.CreateDirectory(Path.Combine(server.Data, "secrets"));
        await File.WriteAllTextAsync(Path.Combine(server.Data, "secrets", "passphrase.txt"), Passphrase + "\n");
        new SetupFiles(server.Data).Change(record => record with { IsInstalled = true });
        return server;
    }
}
