using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Setup;

/// <summary>Finishes an installation that was cut off, or takes it back: nothing stays half-installed.</summary>
internal static class InstallSettlement
{
    /// <summary>Settles what an earlier process left; nothing to do is the usual case.</summary>
    /// <param name="catalogText">Connection text of the catalog that this process was given; null: as the settings say.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SetupNotUndone"/>, and what opening the catalog throws.</exception>
    internal static void Settle(DataDirectory directory, string? catalogText)
    {
        var files = new SetupFiles(directory.Path);
        if (files.Journal is not { } journal) return;
        if (files.Record is { IsInstalled: true } || HasAccount(directory, catalogText, journal))
        {
            files.Change(record => record with { IsInstalled = true });
            files.RemoveJournal();
            return;
        }
        Undo(files, Path.Combine(directory.Path, Settings.FileName), journal);
    }

    /// <summary>Removes what an installation has made, and then its journal. Can be cut off and done again.</summary>
    internal static void Undo(SetupFiles files, string settings, InstallJournal journal)
    {
        try
        {
            foreach (var path in journal.Made) Remove(path);
            foreach (var folder in journal.Emptied.Where(Directory.Exists))
                foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Where(entry => Path.GetFileName(entry) != InstallJournal.LostAndFound).ToList()) Remove(entry);
            if (journal.SettingsBefore is { } before) DurableFile.WriteAtomically(settings, System.Text.Encoding.UTF8.GetBytes(before));
            else DurableFile.TryRemove(settings);
            files.RemoveJournal();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DurabilityException)
        {
            throw new HoldfastException(ErrorCode.SetupNotUndone, $"An installation could not be undone: {failure.Message}", inner: failure);
        }
    }

    // The account is the last thing that an installation makes, in one transaction: where it is there, all else is.
    private static bool HasAccount(DataDirectory directory, string? catalogText, InstallJournal journal)
    {
        if (journal.Begun.Contains(InstallPhases.Finish)) return true;
        if (journal.AccountId is not { } id || !journal.Begun.Contains(InstallPhases.Account)) return false;
        var settings = Settings.Load(Path.Combine(directory.Path, Settings.FileName), AllSettings.Keys);
        using var catalog = new ServerCatalog(CatalogPlace.Open(catalogText, settings.Get(CatalogSettings.CatalogFile), directory.Path, directory.CatalogFile, directory.Installation));
        return catalog.Accounts.ById(id) is not null;
    }

    private static void Remove(string path)
    {
        if (Path.GetFileName(path).Contains('*'))
        {
            var folder = Path.GetDirectoryName(path)!;
            if (Directory.Exists(folder)) foreach (var match in Directory.EnumerateFiles(folder, Path.GetFileName(path)).ToList()) File.Delete(match);
        }
        else if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null) Directory.Delete(path, recursive: true);
        else if (Path.Exists(path)) File.Delete(path);
    }
}
