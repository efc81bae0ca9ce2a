using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Unattended;

namespace Holdfast.Server.Tests.Setup;

public sealed class UnattendedSetupTests : IDisposable
{
    private readonly SetupFolder folder = new();

    [Fact]
    public async Task Run_WithAllThatTheSeedHas_InstallsSavesAndRegisters()
    {
        File.WriteAllText(folder.Other("vault.credentials"), "credentials");
        var warnings = new List<string>();
        var engines = new List<FakeEngine>();
        var tools = folder.Tools();
        tools = tools with
        {
            Open = (options, settings, clock) =>
            {
                var opened = folder.Tools().Open(options, settings, clock);
                engines.Add((FakeEngine)opened.Engine);
                return opened;
            },
        };
        var state = await Run($"""
            [OPTIONS]
            UserName=x
            VaultCredentialFilePath={folder.Other("vault.credentials")}
            SecurityPassphrase=correct horse battery staple
            PassphraseSaveLocation={folder.Other("kept.txt")}
            [HOLDFAST]
            Administrator=anna
            AdministratorPassword={SetupFolder.Password}
            """, tools, warnings.Add);
        Assert.Equal([SetupSteps.Disks, SetupSteps.Protect], state.Remaining);
        Assert.All(state.Phases, phase => Assert.Equal("done", phase.State));
        Assert.Equal("correct horse battery staple", File.ReadAllText(folder.Other("kept.txt")).Trim());
        Assert.Equal("correct horse battery staple", Assert.Single(engines[^1].SignUps).Passphrase);
        Assert.True(folder.Files.Record!.IsPassphraseSaved);
        Assert.Equal("anna", Assert.Single(folder.Accounts()).Name);
        Assert.Contains("UserName", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(ErrorCode.SetupDone, (await Assert.ThrowsAsync<HoldfastException>(() => Run("[OPTIONS]\n"))).Code);
    }

    [Fact]
    public async Task Run_WithSeedKeysAlone_MakesNoAccountAndSaysSo()
    {
        var warnings = new List<string>();
        await Run("[OPTIONS]\nUseExistingSQL=0\n", warn: warnings.Add);
        Assert.Empty(folder.Accounts());
        Assert.True(InstallPresence.IsInstalled(folder.Data));
        Assert.Contains(warnings, warning => warning.Contains("Administrator", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[HOLDFAST]\nAdministrator=anna\nAdministratorPassword=weak", ErrorCode.PasswordTooWeak)]
    [InlineData("[OPTIONS]\nPassphraseSaveLocation=nowhere/at/all", ErrorCode.SetupAnswersWrong)]
    [InlineData("[OPTIONS]\nPassphraseSaveLocation=data/copy.txt", ErrorCode.SetupAnswersWrong)]
    public async Task Run_WithWhatCannotBeDone_InstallsNothing(string text, ErrorCode code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<HoldfastException>(() => Run(text))).Code);
        Assert.False(InstallPresence.IsInstalled(folder.Data));
    }

    public void Dispose() => folder.Dispose();

    private Task<SetupState> Run(string text, InstallTools? tools = null, Action<string>? warn = null) => UnattendedSetup.Run(
        new ServerOptions(folder.Data), new AnswerFile(text, Path.GetDirectoryName(folder.Data)!), tools ?? folder.Tools(), warn ?? (_ => { }), CancellationToken.None);
}
