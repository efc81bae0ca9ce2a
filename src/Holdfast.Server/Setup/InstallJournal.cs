namespace Holdfast.Server.Setup;

/// <summary>What DIR/setup-journal.json keeps while an installation is under way: enough to finish or undo it after a kill. No secret.</summary>
/// <param name="AccountId">Id that the administrator's account gets; null where there is none to make.</param>
/// <param name="Made">Absolute paths that were not there before, files and folders; the last part may be a pattern such as *.key.</param>
/// <param name="Emptied">Folders that were there and empty: what is in them goes.</param>
/// <param name="SettingsBefore">Content of settings.json; null: there was none.</param>
/// <param name="Begun">Phases that may have done something.</param>
internal sealed record InstallJournal(string? AccountId, IReadOnlyList<string> Made, IReadOnlyList<string> Emptied, string? SettingsBefore, IReadOnlyList<string> Begun)
{
    /// <summary>A folder of a new file system holds this one.</summary>
    internal const string LostAndFound = "lost+found";

    /// <summary>Before anything is made.</summary>
    internal static InstallJournal Of(InstallOrder order, InstallPlaces places)
    {
        var (made, emptied) = (new List<string>(), new List<string>());
        foreach (var path in places.Files) if (!Path.Exists(path)) made.Add(path);
        foreach (var folder in places.Folders)
        {
            if (!Directory.Exists(folder)) made.Add(folder);
            else if (!Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) != LostAndFound)) emptied.Add(folder);
        }
        return new InstallJournal(order.Account?.Id, made, emptied, File.Exists(places.Settings) ? File.ReadAllText(places.Settings) : null, []);
    }
}
