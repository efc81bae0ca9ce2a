using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Setup.Unattended;

/// <summary>The same installation without pages: from an answer file, in one go.</summary>
internal static class UnattendedSetup
{
    private const string PassphraseName = "holdfast-passphrase.txt";
    private const int LargestCredentials = 1 << 20;

    /// <param name="warn">Told what in the file was not used.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SetupDone"/>, <see cref="ErrorCode.SetupAnswersWrong"/>, <see cref="ErrorCode.SetupCheckFailed"/>, and what the phases throw.</exception>
    internal static async Task<SetupState> Run(ServerOptions options, AnswerFile file, InstallTools tools, Action<string> warn, CancellationToken stop)
    {
        using var directory = DataDirectory.Claim(options.DataDirectory);
        InstallSettlement.Settle(directory, options.Catalog);
        if (InstallPresence.IsInstalled(directory.Path)) throw new HoldfastException(ErrorCode.SetupDone, $"{directory.Path} holds an installed server.");
        foreach (var warning in file.Warnings) warn(warning);
        var saveTo = SavePlace(file.PassphraseSaveLocation, directory.Path);
        var board = new PhaseBoard();
        var plan = AnswerRules.Plan(file.Answers, directory.Path, AnswerRules.AgentPort(directory.Path, options.Port), options.Port == 0 ? null : options.Port, file.TimeSource);
        await new Installer(directory, tools, board).Run(Order(options, file), plan, stop);
        var files = new SetupFiles(directory.Path);
        var passphrase = new EngineOptions(directory.Path).PassphraseFile;
        if (saveTo is not null)
        {
            DurableFile.WriteAtomically(saveTo, DurableFile.ReadAll(passphrase));
            files.Change(record => record with { IsPassphraseSaved = true });
        }
        if (file.VaultCredentialsFile is { } credentials) Register(directory.Path, tools, credentials, File.ReadAllText(passphrase).TrimEnd('\r', '\n'));
        var record = files.Record!;
        string[] remaining = [.. SetupSteps.Afterwards.Where(step => !(step == SetupSteps.Vault && file.VaultCredentialsFile is not null) && !(step == SetupSteps.Passphrase && record.IsPassphraseSaved))];
        return new SetupState(remaining[0], true, record.Answers, board.Phases, remaining);
    }

    private static InstallOrder Order(ServerOptions options, AnswerFile file)
    {
        var own = options.Catalog is null ? CatalogAddress.Text(file.Answers.Catalog, file.CatalogPassword) : null;
        FirstAccount? account = null;
        if (file.Answers.Administrator is { } name)
        {
            Accounts.AccountRule.CheckPassword(file.Password!, name);
            account = new FirstAccount(Guid.NewGuid().ToString("N"), name, file.Password!, null);
        }
        return new InstallOrder(file.Answers, options.Catalog ?? own, own is not null, account, file.Passphrase);
    }

    // Before anything is installed: a passphrase that cannot be saved is found out too late otherwise.
    private static string? SavePlace(string? location, string dataDirectory)
    {
        if (location is null) return null;
        var path = Directory.Exists(location) ? Path.Combine(location, PassphraseName) : location;
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw Wrong($"there is no folder {Path.GetDirectoryName(path)}.");
        if (Path.Exists(path)) throw Wrong($"{path} is there already.");
        if (path.StartsWith(Path.TrimEndingDirectorySeparator(dataDirectory) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw Wrong("a copy in the data folder is lost with it.");
        return path;

        static HoldfastException Wrong(string what) => new(ErrorCode.SetupAnswersWrong, $"PassphraseSaveLocation: {what}");
    }

    private static void Register(string dataDirectory, InstallTools tools, string credentials, string passphrase)
    {
        var settings = Settings.Load(Path.Combine(dataDirectory, Settings.FileName), AllSettings.Keys);
        using var engine = tools.Open(EngineOptions.Of(dataDirectory, settings), settings, tools.Time).Engine;
        try
        {
            engine.RegisterVault(new VaultSignUp(DurableFile.ReadAll(credentials, LargestCredentials), passphrase));
        }
        catch (HoldfastException failure)
        {
            throw new HoldfastException(failure.Code, $"The server is installed, but it was not registered with the vault: {failure.Message}", failure.Remedy, failure);
        }
    }
}
