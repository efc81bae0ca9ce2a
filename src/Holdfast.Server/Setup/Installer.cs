using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup.Checks;

namespace Holdfast.Server.Setup;

/// <summary>
/// Installs a server in a data folder, phase by phase. A failure takes everything back; a kill at any moment leaves a journal by which <see cref="InstallSettlement"/>
/// finishes the installation, or takes it back, at the next start. It counts from the moment on in which the account is there.
/// </summary>
internal sealed class Installer(DataDirectory directory, InstallTools tools, PhaseBoard board)
{
    private readonly SetupFiles files = new(directory.Path);
    private InstallJournal? journal;

    /// <exception cref="HoldfastException">Nothing is installed, and nothing is left of it.</exception>
    internal async Task Run(InstallOrder order, CheckPlan plan, CancellationToken cancellation)
    {
        var places = new InstallPlaces(directory.Path, order.Answers);
        board.Start();
        try
        {
            await CheckFirst(plan, cancellation);
            journal = InstallJournal.Of(order, places);
            Phase(InstallPhases.Settings, () => WriteSettings(order, places));
            Phase(InstallPhases.Catalog, () => WithCatalog(order, _ => order.CatalogText is null ? "SQLite" : "PostgreSQL"));
            Phase(InstallPhases.Pool, () => MakePool(order, places));
            Phase(InstallPhases.Account, () => MakeAccount(order));
            Phase(InstallPhases.Finish, () => Finish(order));
        }
        // A cancellation is as good as a kill: the next start settles it.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var known = Known(failure);
            if (journal is not null) InstallSettlement.Undo(files, places.Settings, journal);
            board.Failed(known);
            throw known;
        }
    }

    private async Task CheckFirst(CheckPlan plan, CancellationToken cancellation)
    {
        board.Begin(InstallPhases.Checks);
        var checks = await new Prerequisites(tools.Probe).Check(plan, cancellation);
        if (checks.Checks.FirstOrDefault(check => check.State == SetupCheck.Failed) is { } failed)
            throw new HoldfastException(ErrorCode.SetupCheckFailed, $"{failed.Title}: {failed.Found}. {failed.Reason}", failed.Remedy);
        board.Done(InstallPhases.Checks, null);
    }

    private void Phase(string id, Func<string?> work)
    {
        board.Begin(id);
        journal = journal! with { Begun = [.. journal.Begun, id] };
        files.Save(journal);
        tools.Reached($"setup.{id}");
        var message = work();
        tools.Reached($"setup.{id}-done");
        board.Done(id, message);
    }

    private string? WriteSettings(InstallOrder order, InstallPlaces places)
    {
        var settings = journal!.SettingsBefore is { } before
            ? JsonNode.Parse(before, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject() : [];
        var answers = order.Answers;
        if (order is { KeepsCatalogText: true, CatalogText: { } text })
        {
            PrivateFile.Write(places.CatalogText, Encoding.UTF8.GetBytes(text + "\n"));
            settings[CatalogSettings.CatalogFile.Name] = InstallPlaces.CatalogFile;
        }
        if (answers.ScratchFolder is { } scratch) settings[SetupSettings.ScratchFolder.Name] = scratch;
        if (answers.Proxy is { } proxy) settings[ProxySettings.Proxy.Name] = proxy;
        if (answers.ProxyCredentialsFile is { } file) settings[ProxySettings.ProxyCredentialsFile.Name] = file;
        if (settings.Count == 0) return "All defaults hold.";
        PrivateFile.Write(places.Settings, Encoding.UTF8.GetBytes(settings.ToJsonString(SetupFileJson.Default.Options) + "\n"));
        _ = Read();
        return places.Settings;
    }

    private string? MakePool(InstallOrder order, InstallPlaces places)
    {
        var settings = Read();
        var options = places.Engine(settings);
        if (order.Passphrase is { } passphrase)
        {
            if (File.Exists(options.PassphraseFile)) throw new HoldfastException(ErrorCode.SetupAnswersWrong, $"A passphrase is given, and there is one in {options.PassphraseFile} already.");
            PrivateFile.Write(options.PassphraseFile, Encoding.ASCII.GetBytes(passphrase + "\n"));
        }
        tools.Reached("setup.pool-passphrase");
        var opened = tools.Open(options, settings, tools.Time);
        using (opened.Engine) return string.Join(' ', opened.FirstStartMessages);
    }

    private string? MakeAccount(InstallOrder order)
    {
        if (order.Account is not { } account) return "None was wanted: whoever has the data folder's token is administrator.";
        return WithCatalog(order, catalog =>
        {
            using var passwords = new Passwords(Read());
            var factor = account.Factor;
            var row = new AccountRow
            {
                Id = account.Id, Name = account.Name, Role = RoleNames.Administrator, PasswordHash = passwords.Hash(account.Password), Created = CatalogTime.From(tools.Time.GetUtcNow()),
                TotpSecret = factor is null ? null : new SecretSeal(directory.Path).Seal(factor.Secret, account.Id), TotpStep = factor?.Step ?? 0,
            };
            if (!catalog.Accounts.TryAdd(row, factor?.RecoveryCodes.Select(shown => TotpCodes.HashShown(account.Id, shown)) ?? []))
                throw new HoldfastException(ErrorCode.AccountNameTaken, $"The catalog has an account '{account.Name}' already.", "Take another name, or an empty database.");
            return account.Name;
        });
    }

    private string? Finish(InstallOrder order)
    {
        files.Change(record => record with { Answers = order.Answers, IsInstalled = true, IsPassphraseSaved = false, IsFinished = false });
        tools.Reached("setup.finish-recorded");
        files.RemoveJournal();
        return null;
    }

    private T WithCatalog<T>(InstallOrder order, Func<ServerCatalog, T> work)
    {
        using var catalog = new ServerCatalog(CatalogPlace.Open(order.CatalogText, null, directory.Path, directory.CatalogFile, directory.Installation));
        return work(catalog);
    }

    private Settings Read() => Settings.Load(Path.Combine(directory.Path, Settings.FileName), AllSettings.Keys);

    private static HoldfastException Known(Exception failure) => failure as HoldfastException ?? Faults.ToError(failure)
        ?? new HoldfastException(ErrorCode.SetupFailed, $"{failure.GetType().Name}: {failure.Message}", inner: failure);
}
